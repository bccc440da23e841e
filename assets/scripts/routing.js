// Hides the parts of a questionnaire that the answers so far have made needless. A comfort only: the server routes
// again by the same conditions, and a hidden part keeps what was typed into it.
const form = document.querySelector('form[data-routed]')

function chosen (question) {
  const fields = form.querySelectorAll(`[name="${CSS.escape(question)}"]`)
  return [...fields]
    .filter(field => !['radio', 'checkbox'].includes(field.type) || field.checked)
    .map(field => field.value.trim())
    .filter(value => value !== '' && value !== '__declined__')
}

// The same operators as folkmoot_core.questionnaires.conditions.
function holds (condition) {
  if (condition.all) return condition.all.every(holds)
  if (condition.any) return condition.any.some(holds)
  if (condition.not) return !holds(condition.not)
  const values = chosen(condition.question)
  if (condition.any_of) return values.some(value => condition.any_of.includes(value))
  if ('answered' in condition) return (values.length > 0) === condition.answered
  const number = values.length ? Number(values[0]) : NaN
  return !Number.isNaN(number) &&
    (condition.at_least === undefined || number >= condition.at_least) &&
    (condition.at_most === undefined || number <= condition.at_most)
}

function route () {
  for (const part of form.querySelectorAll('[data-show-if]')) {
    part.hidden = !holds(JSON.parse(part.dataset.showIf))
  }
  // Numbers run on without gaps, or somebody looks for the questions in between.
  const shown = [...form.querySelectorAll('[data-number]')].filter(number => !number.closest('[hidden]'))
  shown.forEach((number, place) => { number.textContent = place + 1 })
}

if (form) {
  // Who reads the notes "only if you chose …" needs them no longer: what does not concern her is not shown.
  for (const note of form.querySelectorAll('[data-routing-note]')) note.hidden = true
  form.addEventListener('input', route)
  route()
}
