import { bad, good, type Parsed } from './field-type.ts'
import { refusedText } from './fields/storable-text.ts'
import { isId } from './is-id.ts'

/** A text with paragraphs, headings, lists and links: a ProseMirror document of the nodes and marks below. */
export interface RichText {
  readonly type: 'doc'
  readonly content: readonly RichNode[]
}

export interface RichNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, string | number>>
  readonly content?: readonly RichNode[]
  readonly marks?: readonly RichMark[]
  readonly text?: string
}

export interface RichMark {
  readonly type: string
  readonly attrs?: Readonly<Record<string, string>>
}

/** Tells a text that was read before from null and from anything else; `readRichText` reads one that comes from outside. */
export function isRichText(value: unknown): value is RichText {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'doc' &&
    'content' in value &&
    Array.isArray(value.content)
  )
}

/** In characters. */
export const longestRichText = 50_000
const mostNodes = 10_000
const deepest = 20
/** Of all links together, in characters. */
const longestAddresses = 500_000

type Attribute = (raw: unknown) => string | number | undefined

interface NodeRule {
  /** What may stand in it: blocks, items of a list, text and breaks, or plain text; without it nothing. */
  readonly holds?: 'blocks' | 'items' | 'words' | 'plain'
  readonly is: 'block' | 'item' | 'word'
  readonly attrs?: Readonly<Record<string, Attribute>>
  /** Attributes without which it says nothing, and is refused. */
  readonly needs?: readonly string[]
}

/** The name that a mention was written with, in characters. */
const longestLabel = 200

const mentioned: Attribute = (raw) => (isId(raw) ? raw : undefined)
const mentionable: Attribute = (raw) => (raw === 'user' ? raw : undefined)
const label: Attribute = (raw) =>
  typeof raw === 'string' && raw.length <= longestLabel && !refusedText(raw) ? raw : undefined

const whole =
  (low: number, high: number): Attribute =>
  (raw) =>
    typeof raw === 'number' && Number.isInteger(raw) && raw >= low && raw <= high ? raw : undefined

const nodes: Readonly<Record<string, NodeRule>> = {
  paragraph: { is: 'block', holds: 'words' },
  heading: { is: 'block', holds: 'words', attrs: { level: whole(1, 3) } },
  blockquote: { is: 'block', holds: 'blocks' },
  bulletList: { is: 'block', holds: 'items' },
  orderedList: { is: 'block', holds: 'items', attrs: { start: whole(0, 999_999) } },
  listItem: { is: 'item', holds: 'blocks' },
  codeBlock: { is: 'block', holds: 'plain' },
  horizontalRule: { is: 'block' },
  hardBreak: { is: 'word' },
  mention: { is: 'word', attrs: { id: mentioned, type: mentionable, label }, needs: ['id', 'type'] },
}

/** Addresses that a link may lead to: nothing that runs. */
const linked: Attribute = (raw) =>
  typeof raw === 'string' && raw.length <= 2_000 && /^(https?:|mailto:|tel:)[^\s]+$/i.test(raw) ? raw : undefined

const marks: Readonly<Record<string, Readonly<Record<string, Attribute>>>> = {
  bold: {},
  italic: {},
  underline: {},
  strike: {},
  code: {},
  link: { href: linked },
}

/** What was read so far, so that no document is larger than it may be. */
interface Reading {
  nodes: number
  characters: number
  addresses: number
  readonly longest: number
}

/** Thrown inside this file only. */
class Refused extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/**
 * Reads a document by its schema: what the schema does not know is refused, attributes that it does not know are left out,
 * and so is every link that leads to no web, mail or telephone address. A text becomes paragraphs, a line each.
 * @returns bad 'not_rich_text', 'empty' for one without words, 'too_long', 'control_characters'
 */
export function readRichText(raw: unknown, longest = longestRichText): Parsed<RichText> {
  const document = typeof raw === 'string' ? paragraphsOf(raw) : raw
  try {
    const read = readDocument(document, { nodes: 0, characters: 0, addresses: 0, longest })
    return plainText(read).trim() === '' ? bad('empty') : good(read)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return error.code === 'too_long' ? bad('too_long', { longest }) : bad(error.code)
  }
}

function readDocument(raw: unknown, reading: Reading): RichText {
  const { type, content } = partsOf(raw)
  if (type !== 'doc') throw new Refused('not_rich_text')
  return { type: 'doc', content: readContent(content, 'blocks', reading, 0) }
}

interface Parts {
  readonly type?: unknown
  readonly attrs?: unknown
  readonly content?: unknown
  readonly marks?: unknown
  readonly text?: unknown
}

function partsOf(raw: unknown): Parts {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new Refused('not_rich_text')
  return raw
}

function listOf(raw: unknown): readonly unknown[] {
  if (raw === undefined) return []
  if (!Array.isArray(raw)) throw new Refused('not_rich_text')
  return raw
}

function readContent(
  raw: unknown,
  holds: NonNullable<NodeRule['holds']>,
  reading: Reading,
  depth: number,
): readonly RichNode[] {
  if (depth > deepest) throw new Refused('not_rich_text')
  return listOf(raw).map((one) => readNode(one, holds, reading, depth))
}

const wanted = { blocks: 'block', items: 'item', words: 'word', plain: undefined } as const

function readNode(raw: unknown, holds: NonNullable<NodeRule['holds']>, reading: Reading, depth: number): RichNode {
  reading.nodes += 1
  if (reading.nodes > mostNodes) throw new Refused('too_long')
  const parts = partsOf(raw)
  if (parts.type === 'text') return readWords(parts, holds, reading)
  const rule = typeof parts.type === 'string' && Object.hasOwn(nodes, parts.type) ? nodes[parts.type] : undefined
  if (!rule || typeof parts.type !== 'string' || rule.is !== wanted[holds]) throw new Refused('not_rich_text')
  const attrs = readAttributes(parts.attrs, rule.attrs ?? {})
  if (rule.needs?.some((name) => attrs[name] === undefined)) throw new Refused('not_rich_text')
  if (typeof attrs.label === 'string') readLength(attrs.label, reading)
  const content = rule.holds ? readContent(parts.content, rule.holds, reading, depth + 1) : []
  return {
    type: parts.type,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
  }
}

function readWords({ text, marks }: Parts, holds: NodeRule['holds'], reading: Reading): RichNode {
  if (typeof text !== 'string' || text === '' || (holds !== 'words' && holds !== 'plain'))
    throw new Refused('not_rich_text')
  const refused = refusedText(text)
  if (refused) throw new Refused(refused.code)
  readLength(text, reading)
  const kept = holds === 'plain' ? [] : readMarks(marks, reading)
  // In the order in which PostgreSQL keeps names, so that a document that was read is told to be the same.
  return { text, type: 'text', ...(kept.length > 0 ? { marks: kept } : {}) }
}

function readLength(text: string, reading: Reading): void {
  reading.characters += text.length
  if (reading.characters > reading.longest) throw new Refused('too_long')
}

/** A text is bold once, and leads to one place: of marks that say more the first counts. */
function readMarks(raw: unknown, reading: Reading): readonly RichMark[] {
  const read = new Map<string, RichMark>()
  for (const mark of listOf(raw).flatMap(readMark)) if (!read.has(mark.type)) read.set(mark.type, mark)
  reading.addresses += read.get('link')?.attrs?.href?.length ?? 0
  if (reading.addresses > longestAddresses) throw new Refused('too_long')
  return [...read.values()]
}

function readMark(raw: unknown): readonly RichMark[] {
  const { type, attrs } = partsOf(raw)
  const rule = typeof type === 'string' && Object.hasOwn(marks, type) ? marks[type] : undefined
  if (!rule || typeof type !== 'string') throw new Refused('not_rich_text')
  const read = readAttributes(attrs, rule) as Readonly<Record<string, string>>
  if (Object.keys(rule).some((name) => read[name] === undefined)) return []
  return [{ type, ...(Object.keys(read).length > 0 ? { attrs: read } : {}) }]
}

function readAttributes(
  raw: unknown,
  rule: Readonly<Record<string, Attribute>>,
): Readonly<Record<string, string | number>> {
  const given = raw === undefined || raw === null ? {} : (partsOf(raw) as Readonly<Record<string, unknown>>)
  return Object.fromEntries(
    Object.entries(rule).flatMap(([name, read]) => {
      const value = read(given[name])
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
}

/** A plain text as a document, a paragraph for each of its lines. */
export function paragraphsOf(text: string): RichText {
  const lines = text.replaceAll('\r\n', '\n').trim().split('\n')
  return {
    type: 'doc',
    content: lines.map((line) => ({ type: 'paragraph', ...(line ? { content: [{ type: 'text', text: line }] } : {}) })),
  }
}

/**
 * The words of a document as people write them in plain text: a line for each paragraph, dashes and numbers before the
 * items of lists, the address of a link behind its words, an @ before the names of people who are mentioned.
 */
export function plainText({ content }: RichText): string {
  return linesOf(content).join('\n')
}

function linesOf(blocks: readonly RichNode[] = []): readonly string[] {
  return blocks.flatMap((block): readonly string[] => {
    const { type, content, attrs } = block
    switch (type) {
      case 'bulletList':
        return (content ?? []).flatMap((item) => itemLines(item, '- '))
      case 'orderedList':
        return (content ?? []).flatMap((item, index) => itemLines(item, `${Number(attrs?.start ?? 1) + index}. `))
      case 'blockquote':
        return linesOf(content).map((line) => `> ${line}`)
      case 'horizontalRule':
        return ['---']
      default:
        return wordsOf(content).split('\n')
    }
  })
}

function itemLines({ content }: RichNode, sign: string): readonly string[] {
  return linesOf(content).map((line, index) => (index === 0 ? sign : ' '.repeat(sign.length)) + line)
}

function wordsOf(content: readonly RichNode[] = []): string {
  return content
    .map(({ type, attrs, text = '', marks = [] }) => {
      const address = marks.find((mark) => mark.type === 'link')?.attrs?.href
      if (type === 'hardBreak') return '\n'
      if (type === 'mention') return `@${attrs?.label ?? ''}`
      return address === undefined || address === text ? text : `${text} (${address})`
    })
    .join('')
}

/** The ids of the people whom a document mentions, each once, in the order of the text. */
export function mentionsIn({ content }: Pick<RichText, 'content'>): readonly string[] {
  return [...new Set(content.flatMap(mentionsOf))]
}

function mentionsOf({ type, attrs, content = [] }: RichNode): readonly string[] {
  return type === 'mention' && typeof attrs?.id === 'string' ? [attrs.id] : content.flatMap(mentionsOf)
}

/** The document with what each person is called now; where `nameOf` knows nobody, with what they were called. */
export function withNames(document: RichText, nameOf: (id: string) => string | undefined): RichText {
  return { ...document, content: document.content.map((node) => named(node, nameOf)) }
}

function named(node: RichNode, nameOf: (id: string) => string | undefined): RichNode {
  const { type, attrs, content } = node
  if (content) return { ...node, content: content.map((inner) => named(inner, nameOf)) }
  if (type !== 'mention' || typeof attrs?.id !== 'string') return node
  const label = nameOf(attrs.id) ?? attrs.label
  return { ...node, attrs: { ...attrs, ...(label === undefined ? {} : { label }) } }
}
