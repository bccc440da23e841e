// Chooses the place of a report on a map, or asks the device where it is. A comfort only: both write into the two fields
// of the form for a position, which can be typed as well. The map is drawn from outlines that the site itself holds.
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const NEAREST = 64
const SVG = 'http://www.w3.org/2000/svg'

function element (name, attributes, parent) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  parent.append(made)
  return made
}

/** The map: where one looks (`centre`, `zoom`), the mark, and the outlines to find a name by. */
class Chart {
  constructor (svg, plan) {
    Object.assign(this, { svg, plan, zoom: 1, mark: null, centre: { x: plan.width / 2, y: plan.height / 2 } })
    // Land lies under the wards, since not every one has an outline; lines of districts lie over those of wards.
    const [land, wards, lines] = ['land', 'wards', 'districts'].map(of => element('g', { class: `fm-pointing__${of}` }, svg))
    this.names = element('g', { class: 'fm-pointing__names' }, svg)
    this.wards = plan.wards.map(area => ({ ...area, shape: element('path', { d: area.path }, wards) }))
    this.districts = plan.districts.map(area => ({ ...area, shape: element('path', { d: area.path }, land) }))
    for (const area of plan.districts) element('path', { d: area.path }, lines)
    this.pin = element('g', { class: 'fm-pointing__pin' }, svg)
    element('circle', { r: 7 }, this.pin)
    element('circle', { r: 1.5 }, this.pin)
    this.draw()
  }

  get across () { return this.plan.width / this.zoom }
  get down () { return this.plan.height / this.zoom }
  get left () { return this.centre.x - this.across / 2 }
  get top () { return this.centre.y - this.down / 2 }

  draw () {
    const { plan } = this
    this.centre.x = Math.min(Math.max(this.centre.x, this.across / 2), plan.width - this.across / 2)
    this.centre.y = Math.min(Math.max(this.centre.y, this.down / 2), plan.height - this.down / 2)
    this.svg.setAttribute('viewBox', `${this.left} ${this.top} ${this.across} ${this.down}`)
    const scale = this.across / (this.svg.clientWidth || plan.width)
    this.pin.setAttribute('visibility', this.mark ? 'visible' : 'hidden')
    if (this.mark) this.pin.setAttribute('transform', `translate(${this.mark.x} ${this.mark.y}) scale(${scale})`)
    this.name(scale)
  }

  /** Names that have room: districts from afar, wards from near by. */
  name (scale) {
    this.names.replaceChildren()
    const size = 14 * scale
    for (const area of this.zoom < 4 || !this.wards.length ? this.districts : this.wards) {
      area.box ??= area.shape.getBBox()
      const x = area.box.x + area.box.width / 2
      const y = area.box.y + area.box.height / 2
      if (area.box.width < area.name.length * size * 0.5) continue
      if (x < this.left || y < this.top || x > this.left + this.across || y > this.top + this.down) continue
      element('text', { x, y, 'font-size': size, 'stroke-width': 3 * scale }, this.names).textContent = area.name
    }
  }

  nearer (times) {
    this.zoom = Math.min(Math.max(this.zoom * times, 1), NEAREST)
    if (this.mark) this.centre = { ...this.mark }
    this.draw()
  }

  put (x, y) {
    const { plan } = this
    this.mark = { x: Math.min(Math.max(x, 0), plan.width), y: Math.min(Math.max(y, 0), plan.height) }
    const off = { x: Math.abs(x - this.centre.x), y: Math.abs(y - this.centre.y) }
    if (off.x > this.across * 0.4 || off.y > this.down * 0.4) this.centre = { ...this.mark }
    this.draw()
  }

  /** "Ward, District" at the mark; empty outside of every outline. */
  place () {
    const point = this.svg.createSVGPoint()
    Object.assign(point, this.mark)
    const found = list => list.find(area => area.shape.isPointInFill(point))
    const [ward, district] = [found(this.wards), found(this.districts)]
    return [...new Set([ward?.name, ward?.in ?? district?.name])].filter(Boolean).join(', ')
  }

  degrees () {
    const { margin, west, north, across, scale } = this.plan
    return [north - (this.mark.y - margin) / scale, west + (this.mark.x - margin) / (across * scale)]
  }

  putDegrees (latitude, longitude) {
    const { margin, west, north, across, scale } = this.plan
    this.put(margin + (longitude - west) * across * scale, margin + (north - latitude) * scale)
  }
}

function begin (root) {
  const form = root.closest('form')
  const [latitude, longitude] = ['latitude', 'longitude'].map(name => form.elements.namedItem(name))
  const part = name => root.querySelector(`[data-pointing-${name}]`)
  const [open, here, sheet, board, said] = ['open', 'here', 'sheet', 'board', 'said'].map(part)
  let chart = null

  const say = (name, fills = {}) => {
    said.textContent = said.dataset[name].replace(/\{(\w+)\}/g, (_whole, key) => fills[key] ?? '')
  }
  function take () {
    const place = chart.place()
    const [north, east] = place ? chart.degrees().map(number => number.toFixed(5)) : ['', '']
    latitude.value = north
    longitude.value = east
    say(place ? (chart.zoom < 8 ? 'taken' : 'exact') : 'outside', { place })
  }
  async function show () {
    if (!chart) {
      const answered = await fetch(root.dataset.pointing)
      if (!answered.ok) throw new Error(String(answered.status))
      const plan = await answered.json()
      if (!plan.wards.length && !plan.districts.length) throw new Error('no outlines')
      sheet.hidden = false
      chart = new Chart(board.querySelector('svg'), plan)
      listen()
    }
    sheet.hidden = false
    open.setAttribute('aria-expanded', 'true')
    const [north, east] = [latitude, longitude].map(field => Number.parseFloat(field.value))
    if (!Number.isNaN(north + east)) chart.putDegrees(north, east)
    chart.draw()
  }

  function listen () {
    let from = null
    const at = event => new DOMPoint(event.clientX, event.clientY).matrixTransform(chart.svg.getScreenCTM().inverse())
    board.addEventListener('pointerdown', event => { from = { event, centre: { ...chart.centre }, moved: false } })
    board.addEventListener('pointermove', event => {
      if (!from || !event.buttons) return
      const [x, y] = [event.clientX - from.event.clientX, event.clientY - from.event.clientY]
      from.moved ||= Math.hypot(x, y) > 8
      if (!from.moved || chart.zoom === 1) return
      const scale = chart.across / chart.svg.clientWidth
      chart.centre = { x: from.centre.x - x * scale, y: from.centre.y - y * scale }
      chart.draw()
    })
    board.addEventListener('click', event => {
      if (!from?.moved) {
        const { x, y } = at(event)
        chart.put(x, y)
        take()
      }
      from = null
    })
    board.addEventListener('keydown', event => {
      const step = KEYS[event.key]
      if (step) {
        const mark = chart.mark ?? chart.centre
        chart.put(mark.x + step[0] * chart.across / 40, mark.y + step[1] * chart.across / 40)
        take()
      } else if (['+', '=', '-'].includes(event.key)) zoom(event.key === '-' ? 0.5 : 2)
      else return
      event.preventDefault()
    })
    const zoom = times => {
      chart.nearer(times)
      // From afar a finger that moves over the map scrolls the page.
      board.classList.toggle('fm-pointing__board--near', chart.zoom > 1)
    }
    part('nearer').addEventListener('click', () => zoom(2))
    part('further').addEventListener('click', () => zoom(0.5))
    addEventListener('resize', () => chart.draw())
  }

  open.addEventListener('click', () => {
    if (open.getAttribute('aria-expanded') === 'true') {
      sheet.hidden = true
      open.setAttribute('aria-expanded', 'false')
    } else show().catch(() => say('missing'))
  })
  // Browsers tell a place to secure pages alone, and only after asking the person.
  here.hidden = !(isSecureContext && 'geolocation' in navigator)
  here.addEventListener('click', () => {
    say('asking')
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      latitude.value = coords.latitude.toFixed(5)
      longitude.value = coords.longitude.toFixed(5)
      const metres = Math.max(10, Math.round(coords.accuracy / 10) * 10)
      show().catch(() => {}).finally(() => {
        if (chart?.zoom === 1) chart.nearer(16)
        const place = chart?.place()
        if (chart && !place) [latitude.value, longitude.value] = ['', '']
        say(chart && !place ? 'outside' : 'here', { place: place || said.dataset.yours, metres })
      })
    }, () => say('refused'), { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 })
  })
  root.hidden = false
}

for (const root of document.querySelectorAll('[data-pointing]')) begin(root)
