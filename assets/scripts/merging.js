// Keys for merging groups and for coding answers. Both pages work without this file. A key of one letter works only while
// the focus is in the form and not in a box for words (WCAG 2.2, 2.1.4).

const writes = (element) => element.matches('textarea, select, input:not([type=checkbox]):not([type=radio])')
const plain = (event) => !event.ctrlKey && !event.altKey && !event.metaKey && !writes(event.target)

/** j and k go from group to group, x ticks, t and n go to the theme. */
function beginMerging (form) {
  const boxes = [...form.querySelectorAll('[name=cluster]')]
  if (!boxes.length) return
  const go = (step) => {
    const card = document.activeElement.closest('.fm-cluster')
    const here = boxes.findIndex((box) => box.closest('.fm-cluster') === card)
    const next = boxes[Math.min(Math.max(here + step, 0), boxes.length - 1)]
    next.focus()
    next.scrollIntoView({ block: 'nearest' })
  }
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    x: () => document.activeElement.closest('.fm-cluster')?.querySelector('[name=cluster]').click(),
    t: () => form.querySelector('[name=theme]').focus(),
    n: () => form.querySelector('[name=title]').focus()
  }
  form.querySelector('#id_cluster').addEventListener('keydown', (event) => {
    if (!plain(event) || !keys[event.key]) return
    event.preventDefault()
    keys[event.key]()
  })
}

/** The figures tick the first nine themes, 0 says none of these, Enter saves. */
function beginCoding (form) {
  const boxes = [...form.querySelectorAll('[name=theme]')]
  form.addEventListener('keydown', (event) => {
    if (!plain(event) || event.target.matches('button')) return
    if (event.key === 'Enter') {
      event.preventDefault()
      form.querySelector('[data-save]').click()
    } else if (event.key === '0') {
      event.preventDefault()
      form.querySelector('[data-none]').click()
    } else if (/^[1-9]$/.test(event.key) && boxes[event.key - 1]) {
      event.preventDefault()
      boxes[event.key - 1].click()
    }
  })
  boxes[0]?.focus({ preventScroll: true })
}

for (const hint of document.querySelectorAll('[data-keys], [data-key]')) hint.hidden = false
const merging = document.querySelector('form[data-merging]')
const coding = document.querySelector('form[data-coding]')
if (merging) beginMerging(merging)
if (coding) beginCoding(coding)
