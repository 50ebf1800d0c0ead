/** A piece of a text: as it was, taken away, or new. */
export interface Piece {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** Words beyond which texts are not compared word by word: the table of what is alike grows with the square. */
const mostWords = 1_500

/**
 * How a text became another, by words: the longest sequence that both have stays (Hunt and McIlroy, 1976), and all else is
 * gone or new. Texts that are too long for it are told as a whole, but for how they begin and end alike.
 * @example textDifference('a b', 'a c') //=> [same 'a ', gone 'b', new 'c']
 */
export function textDifference(before: string, after: string): readonly Piece[] {
  const old = wordsOf(before)
  const now = wordsOf(after)
  const start = alike(old, now)
  const end = alike(old.slice(start).reverse(), now.slice(start).reverse())
  const middle = changes(old.slice(start, old.length - end), now.slice(start, now.length - end))
  return joined([
    { kind: 'same', text: old.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: old.slice(old.length - end).join('') },
  ])
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\s+|[^\s]+/g) ?? []
}

/** How many words are the same from the beginning. */
function alike(one: readonly string[], two: readonly string[]): number {
  const first = one.findIndex((word, index) => word !== two[index])
  return first < 0 ? one.length : first
}

function changes(old: readonly string[], now: readonly string[]): readonly Piece[] {
  if (old.length > mostWords || now.length > mostWords)
    return [
      { kind: 'gone', text: old.join('') },
      { kind: 'new', text: now.join('') },
    ]
  const longest = lengths(old, now)
  const pieces: Piece[] = []
  for (let i = 0, j = 0; i < old.length || j < now.length; )
    if (i < old.length && old[i] === now[j]) {
      pieces.push({ kind: 'same', text: old[i] ?? '' })
      i += 1
      j += 1
    } else if (j === now.length || (i < old.length && at(longest, i + 1, j) >= at(longest, i, j + 1))) {
      pieces.push({ kind: 'gone', text: old[i] ?? '' })
      i += 1
    } else {
      pieces.push({ kind: 'new', text: now[j] ?? '' })
      j += 1
    }
  return pieces
}

type Table = readonly (readonly number[])[]

function at(table: Table, i: number, j: number): number {
  return table[i]?.[j] ?? 0
}

/** How many words two texts share from the places on. */
function lengths(old: readonly string[], now: readonly string[]): Table {
  const table: number[][] = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0))
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = table[i]
      if (row)
        row[j] = old[i] === now[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  return table
}

/** Neighbours of one kind become one piece: what is gone first, then what is new. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const last = whole[whole.length - 1]
    if (piece.text === '') continue
    if (last?.kind === piece.kind) whole[whole.length - 1] = { kind: last.kind, text: last.text + piece.text }
    else whole.push(piece)
  }
  return whole
}
