/** Remembers which keys have passed and in which row, in twelve bytes each: a million rows need 24 MB. */
export interface SeenKeys {
  /** The row in which the key stood first, or undefined when this is the first time. */
  add(key: string, row: number): number | undefined
  has(key: string): boolean
}

/** By 64-bit hash; two of a million keys are confused once in thirty million files. */
export function seenKeys(): SeenKeys {
  let slots = 1_024
  let used = 0
  let high = new Uint32Array(slots)
  let low = new Uint32Array(slots)
  let rows = new Uint32Array(slots)

  const place = (a: number, b: number): number => {
    let at = a & (slots - 1)
    while ((high[at] || low[at]) && (high[at] !== a || low[at] !== b)) at = (at + 1) & (slots - 1)
    return at
  }
  const grow = () => {
    const [oldHigh, oldLow, oldRows] = [high, low, rows]
    slots *= 2
    high = new Uint32Array(slots)
    low = new Uint32Array(slots)
    rows = new Uint32Array(slots)
    oldHigh.forEach((a, i) => {
      const b = oldLow[i] ?? 0
      if (a || b) put(place(a, b), a, b, oldRows[i] ?? 0)
    })
  }
  const put = (at: number, a: number, b: number, row: number) => {
    high[at] = a
    low[at] = b
    rows[at] = row
  }
  return {
    add(key, row) {
      const [a, b] = hash(key)
      const at = place(a, b)
      if (high[at] || low[at]) return rows[at]
      put(at, a, b, row)
      used += 1
      if (used * 2 > slots) grow()
      return undefined
    },
    has(key) {
      const [a, b] = hash(key)
      const at = place(a, b)
      return Boolean(high[at] || low[at])
    },
  }
}

/** cyrb53's two halves; never both zero. */
function hash(text: string): readonly [number, number] {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return [a >>> 0, b >>> 0 || 1]
}
