// The comforts of the typing screen, and of marking passages in a letter. Both pages work without this file.

const ONE_PRESS = /^[0-9a-z]$/i

/** Keyboard for a form of typing boxes: one key a tick, Enter to go on, Backspace to go back, Ctrl+Z to take back. */
function beginTyping (form) {
  const boxes = [...form.querySelectorAll('[data-takes]')]
  const save = form.querySelector('[data-save]')
  const said = form.querySelector('[data-said]')
  const taken = []
  let began = null
  let before = ''

  const options = (box) =>
    [...(box.closest('.fm-typing__question')?.querySelectorAll('[data-press]') ?? [])]
  const codes = (box) => ['one', 'many', 'order'].includes(box.dataset.takes)
  const go = (box, step) => {
    const next = boxes[boxes.indexOf(box) + step] ?? (step > 0 ? save : box)
    next.focus()
    if (next.select && codes(next)) next.select()
  }
  const pressed = (box) => box.value.toLowerCase().replace(/[\s,;+]/g, '').split('')
  const mark = (box) => {
    // The rows of a grid share one list of options, so only the box with the cursor marks it.
    const shown = pressed(box)
    for (const option of options(box)) {
      option.classList.toggle('fm-typing__option--chosen', shown.includes(option.dataset.press.toLowerCase()))
    }
  }
  const say = (words) => { if (said) said.textContent = words }

  /** Whether every key in the box stands beside an option, or says no reply. Whole names of options are left to the server. */
  const known = (box) => {
    const presses = options(box).map((option) => option.dataset.press.toLowerCase())
    if (presses.some((press) => press.length > 1)) return true
    return pressed(box).every((key) => key === '0' || presses.includes(key))
  }

  form.addEventListener('focusin', ({ target }) => {
    before = target.value ?? ''
    if (boxes.includes(target) && codes(target)) mark(target)
  })

  form.addEventListener('input', ({ target: box }) => {
    if (!boxes.includes(box)) return
    began ??= Date.now()
    if (codes(box) && !known(box)) {
      say(`${form.dataset.unknown} ${box.value.slice(-1)}`)
      box.value = before
      mark(box)
      return
    }
    taken.push([box, before])
    before = box.value
    if (!codes(box)) return
    mark(box)
    if (box.dataset.takes === 'one' && ONE_PRESS.test(box.value.trim())) go(box, 1)
  })

  form.addEventListener('keydown', (event) => {
    const box = event.target
    if (!boxes.includes(box)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      save.click()
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      go(box, 1)
    } else if (event.key === 'Backspace' && box.value === '') {
      event.preventDefault()
      go(box, -1)
    } else if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
      const last = taken.pop()
      event.preventDefault()
      if (!last) return
      last[0].value = last[1]
      last[0].focus()
      before = last[1]
      if (codes(last[0])) mark(last[0])
    }
  })

  form.addEventListener('submit', () => {
    const seconds = form.elements.namedItem('seconds')
    if (seconds && began !== null) seconds.value = Math.min(86400, Math.round((Date.now() - began) / 1000))
  })

  for (const box of boxes) if (codes(box) && box.value) mark(box)
}

/** A button under each question in words, which copies what is marked in the letter. */
function beginPassages (page) {
  const letter = page.querySelector('[data-letter]')
  let passage = ''
  document.addEventListener('selectionchange', () => {
    const marked = document.getSelection()
    if (marked && marked.anchorNode && letter.contains(marked.anchorNode) && letter.contains(marked.focusNode)) {
      passage = marked.toString().trim()
    }
  })
  for (const words of page.querySelectorAll('form textarea')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'govuk-button govuk-button--secondary fm-put-here'
    button.textContent = page.dataset.putHere
    button.addEventListener('click', () => {
      if (!passage) return
      words.value = [words.value.trim(), passage.replace(/\s*\n+\s*/g, '\n')].filter(Boolean).join('\n')
      words.focus()
      passage = ''
    })
    words.after(button)
  }
}

for (const form of document.querySelectorAll('[data-module="folkmoot-typing"]')) beginTyping(form)
for (const page of document.querySelectorAll('[data-module="folkmoot-passages"]')) beginPassages(page)
