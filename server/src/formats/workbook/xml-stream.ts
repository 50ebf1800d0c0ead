import { TextDecoder } from 'node:util'
import { SaxesParser } from 'saxes'

/** What a reader of a part wants to hear; names come without their namespace's prefix. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Longest text between two tags: a cell holds 32,767 characters. */
const longestText = 4_000_000
/** Tags that are open at once: the parser keeps each. */
const deepest = 200

/**
 * Reads XML in chunks and tells of its tags and texts; yields after each chunk, so that the listener's finds can be
 * taken. Entities of a document type are not expanded.
 * @throws Error for what is no XML, never comes to its next tag, or opens tags without closing them
 */
export async function* xmlStream(content: AsyncIterable<Buffer>, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser()
  let sinceTag = 0
  let depth = 0
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0
    depth += 1
    if (depth > deepest) throw new Error('tags within tags without end')
    listener.open(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    sinceTag = 0
    depth -= 1
    listener.close?.(localName(name))
  })
  if (listener.text) {
    const tell = listener.text.bind(listener)
    parser.on('text', tell)
    parser.on('cdata', tell)
  }
  let decoder: TextDecoder | undefined
  for await (const chunk of content) {
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8')
    const text = decoder.decode(chunk, { stream: true })
    sinceTag += text.length
    parser.write(text)
    if (sinceTag > longestText) throw new Error('a text without an end')
    yield
  }
  // A part that is not there tells nothing.
  if (decoder) parser.write(decoder.decode()).close()
  yield
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Reads XML to its end for what the listener keeps. */
export async function readXml(content: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  for await (const _ of xmlStream(content, listener));
}
