import { createReadStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import type { CsvFormat, ImportRun, ImportSetup, ImportSource, ObjectType } from '@tendero/model'
import { isKey, scopeOf } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { Failure } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { meteredContent } from '../kernel/metered-content.ts'
import { writeContent } from '../platform/write-content.ts'
import { type CardObject, cardMapping, problemColumn } from './card-row.ts'
import { convertCards } from './convert-cards.ts'
import { convertSheet, sheetHeads } from './convert-sheet.ts'
import { encodingProbe } from './detect-encoding.ts'
import { detectFormat, habitOf } from './detect-format.ts'
import { fileKind } from './file-kind.ts'
import { beginning, columnsOf, keyOfHeader } from './first-rows.ts'
import { type ImportPaths, importFiles, largestFile } from './import-files.ts'
import { editableBy, importable, importableObjects } from './importable-object.ts'
import { keptText } from './kept-text.ts'
import { insertImport, rememberedSetup } from './stored-imports.sql.ts'
import { knownWords } from './suggest-mapping.ts'
import { type KnownObject, suggestObject } from './suggest-object.ts'
import { suggestedMapping } from './suggested-mapping.ts'

/** As far as a text shows itself: no text has a NUL there. */
const headCharacters = 4_096

export interface ReceivedFile {
  readonly name: string
  readonly object: string
  readonly content: AsyncIterable<Uint8Array>
  /** Of a workbook; without it the one that fits the object, else the first. */
  readonly sheet?: string
}

/**
 * Takes a file in, without ever holding it: detects how it is written and suggests what its columns mean. What is no
 * CSV is kept as it came, and read from a CSV made of it.
 * @returns the id of the import
 * @throws Failure 403 without the right to import, 413 `file_too_large`, 422 `empty_file`, as `fileKind`, and as
 * `convertSheet`
 */
export async function receiveImport(kernel: Kernel, caller: Caller, file: ReceivedFile): Promise<string> {
  const { actor, model } = caller
  const object = importable(model, actor, file.object)
  const id = newId()
  const paths = importFiles(kernel.dataDir, actor.workspaceId, id)
  const unfinished = `${paths.file}.part`
  await mkdir(paths.folder, { recursive: true })
  try {
    const { bytes, encoding } = await keep(file.content, unfinished)
    if (bytes === 0) throw new Failure(422, 'empty_file')
    const source = await fileKind(unfinished, file.name)
    await rename(unfinished, source === 'csv' ? paths.file : paths.original)
    const arrival = await arrivals[source]({ caller, object, paths, bytes, encoding, sheet: file.sheet })
    await noteImport(kernel, caller, { ...arrival, id, name: file.name, source })
    return id
  } catch (error) {
    await Promise.all([paths.file, paths.original].map((path) => rm(path, { force: true })))
    throw error
  } finally {
    await rm(unfinished, { force: true })
  }
}

interface Arriving {
  readonly caller: Caller
  readonly object: ObjectType
  readonly paths: ImportPaths
  readonly bytes: number
  readonly encoding: string
  readonly sheet: string | undefined
}

const arrivals: Readonly<Record<ImportSource, (arriving: Arriving) => Promise<Arrival>>> = {
  csv: ({ caller, object, paths, ...written }) => csvArrival(caller, object, paths.file, written),
  xlsx: ({ caller, object, paths, sheet }) => workbookArrival(caller, object, paths, sheet),
  vcard: ({ caller, object, paths, encoding }) =>
    cardsArrival(caller, object.name === 'account' ? 'account' : 'contact', paths, encoding),
}

/** A file as it lies there to be imported. */
export interface Arrival {
  readonly object: ObjectType
  readonly format: CsvFormat
  readonly columns: ImportRun['columns']
  readonly sheets: ImportRun['sheets']
  readonly bytes: number
  /** What is known of the setup without looking at names of columns. */
  readonly setup?: Pick<ImportSetup, 'mapping' | 'updateBy'>
}

async function csvArrival(
  { actor, model }: Caller,
  object: ObjectType,
  path: string,
  { bytes, encoding }: { readonly bytes: number; readonly encoding: string },
): Promise<Arrival> {
  const text = await beginning(path, encoding)
  if (text.slice(0, headCharacters).includes('\0')) throw new Failure(422, 'not_a_csv')
  const known = knownWords(object, editableBy(actor, object))
  const format = detectFormat(text, encoding, habitOf(model.settings.country), known)
  const columns = columnsOf(text, format)
  if (columns.length === 0) throw new Failure(422, 'empty_file')
  return { object, format, columns, sheets: [], bytes }
}

/** A workbook's sheet: the one named, else the first that is of the object asked for, else its first one. */
async function workbookArrival(
  caller: Caller,
  object: ObjectType,
  paths: ImportPaths,
  named: string | undefined,
): Promise<Arrival> {
  const heads = await sheetHeads(paths.original)
  const known = knownObjects(caller)
  const sheets = heads.map(({ name, rows }) => ({
    name,
    object: suggestObject(name, rows[0] ?? [], known)?.name ?? null,
  }))
  const sheet = named ?? (sheets.find((one) => one.object === object.name) ?? sheets[0])?.name
  if (sheet === undefined) throw new Failure(422, 'empty_file')
  return { ...(await sheetArrival(caller, object, paths, sheet)), sheets }
}

function knownObjects({ model, actor }: Caller): readonly KnownObject[] {
  return importableObjects(model, actor).map((object) => ({
    object,
    heads: knownWords(object, editableBy(actor, object)),
  }))
}

/**
 * Makes a sheet the one that is read.
 * @throws Failure 422 as `convertSheet`, `empty_file`
 */
export async function sheetArrival(
  caller: Caller,
  object: ObjectType,
  { original, file }: Pick<ImportPaths, 'original' | 'file'>,
  sheet: string,
): Promise<Arrival> {
  const bytes = await convertSheet(original, sheet, file)
  const arrival = await csvArrival(caller, object, file, { bytes, encoding: 'utf-8' })
  const format: CsvFormat = { ...arrival.format, ...convertedFormat, sheet }
  return { ...arrival, format, columns: columnsOf(await beginning(file, format.encoding), format) }
}

/** Contact cards are contacts, unless accounts were asked for; those with an id of their own are found by it. */
async function cardsArrival(
  caller: Caller,
  name: CardObject,
  { original, file }: ImportPaths,
  encoding: string,
): Promise<Arrival> {
  const { actor, model } = caller
  const object = importable(model, actor, name)
  const { bytes, identified } = await convertCards(original, encoding, file, {
    object: name,
    language: actor.language,
  })
  const format: CsvFormat = {
    ...convertedFormat,
    dateOrder: 'ymd',
    header: true,
    problemColumn: problemColumn(name),
  }
  const mayUse = (wanted: string) => {
    const field = object.fields.get(wanted)
    return field !== undefined && editableBy(actor, object)(field)
  }
  const updates = identified && mayUse('externalId') && scopeOf(actor, object.name, 'edit') !== 'none'
  return {
    object,
    format,
    columns: columnsOf(await beginning(file, format.encoding), format),
    sheets: [],
    bytes,
    setup: {
      mapping: cardMapping(name, mayUse, scopeOf(actor, 'account', 'create') !== 'none'),
      ...(updates ? { updateBy: 'externalId' } : {}),
    },
  }
}

/** How files are written that were made of others. */
export const convertedFormat = { encoding: 'utf-8', delimiter: ',', quote: '"', decimal: '.' } as const

async function noteImport(
  kernel: Kernel,
  { actor, model }: Caller,
  given: Arrival & { readonly id: string; readonly name: string; readonly source: ImportSource },
): Promise<void> {
  const { id, object, columns, sheets, source } = given
  const key = keyOfHeader(columns)
  await kernel.database.transaction(actor.workspaceId, async (tx) => {
    const remembered = given.setup ? undefined : await rememberedSetup(tx, object.name, key)
    await insertImport(tx, {
      id,
      name: keptText(given.name, 200) || `${object.name}.csv`,
      source,
      sheets,
      setup: {
        ...setupOf(given, remembered, () => suggestedMapping(model, actor, object, columns)),
        object: object.name,
      },
      columns,
      headerKey: key,
      totalBytes: given.bytes,
      createdBy: actor.userId,
      role: isKey(actor) ? actor.roleId : null,
      now: kernel.now(),
    })
  })
}

/**
 * What is known of a file without asking: from what it is, from one with the same columns, from their names. Text with
 * the same columns comes from the same program, which writes numbers and dates the same way.
 */
function setupOf(
  { format, setup }: Arrival,
  remembered: ImportSetup | undefined,
  suggest: () => ImportSetup['mapping'],
): Omit<ImportSetup, 'object'> {
  if (setup) return { format, ...setup }
  if (!remembered) return { format, mapping: suggest() }
  const { decimal, dateOrder } = remembered.format
  const { corrections: _, ...kept } = remembered
  return { ...kept, format: format.sheet === undefined ? { ...format, decimal, dateOrder } : format }
}

async function keep(content: AsyncIterable<Uint8Array>, path: string): Promise<{ bytes: number; encoding: string }> {
  const probe = encodingProbe()
  let bytes = 0
  const metered = meteredContent(content, largestFile, (piece) => {
    bytes += piece.byteLength
    probe.feed(piece)
  })
  await writeContent(path, metered)
  return { bytes, encoding: probe.encoding() }
}

/** A file of this machine as content to receive. */
export function fileContent(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path)
}
