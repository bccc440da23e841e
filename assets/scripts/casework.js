// The keys of the casework desk. All of it works without this file: they only press what stands on the page.

const typing = (element) => element.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')
const rows = [...document.querySelectorAll('[data-row]')]

/** Go to the next row with a case, or to the one before. */
function step (by) {
  const at = rows.indexOf(document.activeElement.closest('tr')?.querySelector('[data-row]'))
  rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus()
}

function tick () {
  document.activeElement.closest('tr')?.querySelector('input[type=checkbox]')?.click()
}

const own = {
  j: () => step(1),
  k: () => step(-1),
  s: tick,
  '/': () => document.querySelector('[role=search] input[name=words]')?.focus()
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey && event.key === 'Enter') {
    document.activeElement.closest('[data-cards]')?.requestSubmit()
    return
  }
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return
  const row = rows.length && own[event.key]
  const link = document.querySelector(`[data-press="${CSS.escape(event.key)}"]`)
  if (!row && !link) return
  event.preventDefault()
  row ? row() : link.click()
})
