import { isQuotedPrintable, readProperty, type VcardProperty } from './vcard-syntax.ts'

/** A card as it stands in a file. */
export interface Vcard {
  /** The line of its BEGIN; 1 is the first. */
  readonly line: number
  readonly properties: readonly VcardProperty[]
  /** Why it cannot be trusted; what could be read of it is there nevertheless. */
  readonly problem: CardProblem | null
}

export interface CardProblem {
  readonly code: 'vcard_line' | 'vcard_unclosed' | 'vcard_version' | 'vcard_too_long'
  /** The line it is about. */
  readonly line: number
}

/** Pictures and keys are passed over as they come. */
const passedOver = /^(?:[A-Za-z0-9-]+\.)?(PHOTO|LOGO|SOUND|KEY|X-MS-CARDPICTURE|X-MS-OL-DESIGN)[;:]/i
const versions = new Set(['2.1', '3.0', '4.0'])
/** Longest value, and most lines of a card. */
const longestValue = 100_000
const mostProperties = 1_000

/**
 * The cards of a text, one after the other. What stands between cards is not looked at.
 * @param texts pieces of the text, cut anywhere
 */
export async function* readCards(texts: AsyncIterable<string>): AsyncGenerator<Vcard> {
  let card: OpenCard | undefined
  let within = 0
  for await (const { number, text } of unfoldedLines(texts)) {
    const marker = /^\s*(BEGIN|END)\s*:\s*VCARD\s*$/i.exec(text)?.[1]?.toUpperCase()
    if (marker === 'BEGIN' && card?.awaitsCard) within += 1
    else if (marker === 'BEGIN') {
      if (card) yield card.end({ code: 'vcard_unclosed', line: number })
      card = openCard(number)
    } else if (marker === 'END' && within > 0) within -= 1
    else if (marker === 'END') {
      if (card) yield card.end(null)
      card = undefined
    } else if (within === 0) card?.add(number, text)
  }
  if (card) yield card.end({ code: 'vcard_unclosed', line: card.line })
}

interface OpenCard {
  readonly line: number
  /** Whether the line before began a card within the card: the agent of a vCard 2.1. */
  readonly awaitsCard: boolean
  add(line: number, text: string): void
  end(problem: CardProblem | null): Vcard
}

function openCard(line: number): OpenCard {
  const properties: VcardProperty[] = []
  let found: CardProblem | null = null
  return {
    line,
    get awaitsCard() {
      const last = properties.at(-1)
      return last?.name === 'AGENT' && last.value.trim() === ''
    },
    add(at, text) {
      if (text.trim() === '' || passedOver.test(text)) return
      const property = readProperty(text)
      if (!property) found ??= { code: 'vcard_line', line: at }
      else if (properties.length === mostProperties || property.value.length > longestValue)
        found ??= { code: 'vcard_too_long', line: at }
      else properties.push(property)
    },
    end(problem) {
      const version = properties.find(({ name }) => name === 'VERSION')?.value.trim()
      const unknown = version !== undefined && !versions.has(version)
      return { line, properties, problem: found ?? (unknown ? { code: 'vcard_version', line } : problem) }
    },
  }
}

interface Line {
  readonly number: number
  readonly text: string
}

/** As much of a line as tells what it is. */
const headLength = 1_000

interface OpenLine extends Line {
  text: string
  /** Its beginning, which is asked again and again while it grows. */
  head: string
}

/** Lines put together again: those that begin with a space go on with the one before, and those behind a soft break. */
async function* unfoldedLines(texts: AsyncIterable<string>): AsyncGenerator<Line> {
  let number = 0
  let soft = false
  let open: OpenLine | undefined
  for await (const line of linesOf(texts)) {
    number += 1
    if (open && soft) goOn(open, line, 1)
    else if (open && /^[ \t]/.test(line)) goOn(open, line.slice(1), 0)
    else {
      if (open) yield open
      open = { number, text: line, head: line.slice(0, headLength) }
    }
    soft = line.endsWith('=') && isQuoted(open.head)
  }
  if (open) yield open
}

/** Adds to a line, unless nobody will look at it. @param dropped signs of its end that only said that it goes on */
function goOn(open: OpenLine, more: string, dropped: number): void {
  if (open.text.length > longestValue + headLength || passedOver.test(open.head)) return
  open.text = `${open.text.slice(0, open.text.length - dropped)}${more}`
  if (open.head.length < headLength) open.head = open.text.slice(0, headLength)
}

/** Does a quoted-printable value go on in the next line where a line ends with an equals sign? */
function isQuoted(head: string): boolean {
  if (!/QUOTED-PRINTABLE/i.test(head)) return false
  const property = readProperty(head)
  return property !== undefined && isQuotedPrintable(property.parameters)
}

/** Whatever ends them: a line feed, carriage returns before it, or a carriage return alone. */
async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const text of texts) {
    const lines = (rest + text).split('\n')
    const last = lines.pop() ?? ''
    for (const line of lines) yield* withoutReturns(line).split('\r')
    // Returns at the end may belong to a line feed that is still to come.
    const told = withoutReturns(last)
    const parts = told.split('\r')
    rest = (parts.pop() ?? '') + last.slice(told.length)
    if (rest.length > longestValue * 10) rest = rest.slice(0, longestValue * 10)
    yield* parts
  }
  if (rest !== '') yield withoutReturns(rest)
}

function withoutReturns(line: string): string {
  let end = line.length
  while (line[end - 1] === '\r') end -= 1
  return line.slice(0, end)
}
