import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Language } from '@tendero/model'
import { readCards } from '../formats/vcard/read-cards.ts'
import { csvLine } from '../kernel/csv-line.ts'
import { Failure } from '../kernel/failure.ts'
import { type CardObject, cardHeads, cardRow } from './card-row.ts'
import { decoded } from './csv-file.ts'

export interface ConvertedCards {
  readonly bytes: number
  /** Whether any card tells itself apart from all others. */
  readonly identified: boolean
}

/**
 * Writes contact cards as CSV, a row for each, headed in a person's language; one that cannot be taken has the reason
 * in its last column.
 * @throws Failure 422 `unreadable_vcard` when there is no card
 */
export async function convertCards(
  original: string,
  encoding: string,
  target: string,
  { object, language }: { readonly object: CardObject; readonly language: Language },
): Promise<ConvertedCards> {
  const unfinished = `${target}.part`
  let cards = 0
  let bytes = 0
  let identified = false
  async function* lines(): AsyncGenerator<Buffer> {
    const line = (cells: readonly string[]): Buffer => {
      const buffer = Buffer.from(csvLine(cells, ','))
      bytes += buffer.length
      return buffer
    }
    yield line([...cardHeads(object, language), ''])
    for await (const card of readCards(textsOf(original, encoding))) {
      const row = cardRow(object, card, language)
      cards += 1
      identified ||= row[0] !== ''
      yield line(row)
    }
  }
  try {
    await pipeline(lines(), createWriteStream(unfinished))
    if (cards === 0) throw new Failure(422, 'unreadable_vcard')
    await rename(unfinished, target)
    return { bytes, identified }
  } finally {
    await rm(unfinished, { force: true })
  }
}

async function* textsOf(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const text of decoded(createReadStream(path), encoding))
    yield typeof text === 'string' ? text : decoder.decode(text, { stream: true })
  yield decoder.decode()
}
