import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import type { CsvFormat, Field, ImportMapping, ImportRun, ImportSetup, ObjectType } from '@tendero/model'
import iconv from 'iconv-lite'
import { type Actor, mayAct, mayUseField, scopeOf } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { Failure, forbidden, invalid } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { meteredContent } from '../kernel/metered-content.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import { writeContent } from '../platform/write-content.ts'
import { encodingProbe } from './detect-encoding.ts'
import { detectFormat, habitOf, sampleRows } from './detect-format.ts'
import { importFiles, requireFile } from './import-files.ts'
import { keptText } from './kept-text.ts'
import { hasSplitName } from './person-name.ts'
import { insertImport, rememberedSetup } from './stored-imports.sql.ts'
import { headerKey, knownWords, suggestMapping } from './suggest-mapping.ts'

/** Largest file: 500 MB. */
export const largestFile = 500 * 1024 * 1024
/** As much of a file as detection looks at. */
const sampleBytes = 256 * 1024
/** No text has a NUL near its beginning. */
const headBytes = 4_096
const mostSamples = 5

export interface ReceivedFile {
  readonly name: string
  readonly object: string
  readonly content: AsyncIterable<Uint8Array>
}

/**
 * Takes a file in, without ever holding it: detects how it is written and suggests what its columns mean.
 * @returns the id of the import
 * @throws Failure 403 without the right to import, 413 `file_too_large`, 422 `empty_file`, `not_a_csv` for a workbook
 * and what is no text
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
    if (await isOfAnotherKind(unfinished)) throw new Failure(422, 'not_a_csv')
    const text = await beginning(unfinished, encoding)
    if (text.slice(0, headBytes).includes('\0')) throw new Failure(422, 'not_a_csv')
    const format = detectFormat(
      text,
      encoding,
      habitOf(model.settings.country),
      knownWords(object, editableBy(actor, object)),
    )
    const columns = columnsOf(text, format)
    if (columns.length === 0) throw new Failure(422, 'empty_file')
    const key = keyOfHeader(columns)
    await rename(unfinished, paths.file)
    await kernel.database.transaction(actor.workspaceId, async (tx) => {
      const remembered = await rememberedSetup(tx, object.name, key)
      const setup: ImportSetup = remembered
        ? {
            ...remembered,
            format: { ...format, decimal: remembered.format.decimal, dateOrder: remembered.format.dateOrder },
          }
        : { object: object.name, format, mapping: suggestedMapping(model, actor, object, columns) }
      const name = keptText(file.name, 200) || `${object.name}.csv`
      await insertImport(tx, {
        id,
        name,
        setup,
        columns,
        headerKey: key,
        totalBytes: bytes,
        createdBy: actor.userId,
        role: actor.through === 'api_key' ? actor.roleId : null,
        now: kernel.now(),
      })
    })
    return id
  } finally {
    await rm(unfinished, { force: true })
  }
}

/** @throws Failure 403 without the rights, 422 for an object that takes no files */
export function importable(model: WorkspaceModel, actor: Actor, name: string): ObjectType {
  if (!mayAct(actor, 'import')) throw forbidden({ action: 'import' })
  const object = model.objects.get(name)
  if (!object || object.template || object.activity === '*' || notImported.has(name))
    throw invalid({ object: { code: 'unknown_object' } })
  if (scopeOf(actor, name, 'create') === 'none') throw forbidden({ object: name, verb: 'create' })
  return object
}

/** Made by the program, or by nobody through a file. */
const notImported = new Set(['workspace', 'role', 'view', 'custom_object', 'custom_field', 'file'])

/** Which fields a person may fill from a file. */
export function editableBy(actor: Actor, object: ObjectType): (field: Field) => boolean {
  return (field) =>
    (!field.options.computed || (field.name === object.title && hasSplitName(object))) &&
    (!field.system || field.name === 'id') &&
    !(field.options.hidden && field.name !== 'id') &&
    !field.type.notImported &&
    mayUseField(actor, object.name, field.name, 'edit')
}

export function suggestedMapping(
  model: WorkspaceModel,
  actor: Actor,
  object: ObjectType,
  columns: ImportRun['columns'],
): readonly ImportMapping[] {
  const editable = editableBy(actor, object)
  const found = suggestMapping(object, (field) => editable(field) && field.name !== 'id', columns)
  const mapped = new Set(found.map((one) => one.field))
  return [...found, ...[...object.fields.values()].filter(editable).flatMap((field) => presetFor(model, field, mapped))]
}

/** A required reference that no column fills gets the catalogue's default: the default pipeline. */
function presetFor(model: WorkspaceModel, field: Field, mapped: ReadonlySet<string>): readonly ImportMapping[] {
  if (!field.options.required || field.type.kind !== 'reference' || mapped.has(field.name)) return []
  const rows = [...(model.catalogue.get(field.options.object ?? '')?.values() ?? [])]
  const preset = rows.find((row) => row.default === true && row.deleted_at === null)
  return preset ? [{ column: null, field: field.name, constant: preset.id }] : []
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

/** Workbooks and other packed files: zip (xlsx, ods, numbers), OLE (xls), PDF. */
const otherKinds = ['504b0304', 'd0cf11e0', '25504446', '1f8b']

async function isOfAnotherKind(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const start = (await handle.read(Buffer.alloc(4), 0, 4, 0)).buffer.toString('hex')
    return otherKinds.some((kind) => start.startsWith(kind))
  } finally {
    await handle.close()
  }
}

async function beginning(path: string, encoding: string): Promise<string> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0)
    return iconv.decode(buffer.subarray(0, bytesRead), encoding)
  } finally {
    await handle.close()
  }
}

/** Columns and samples of a stored file as a format reads them. */
export async function readColumns(
  kernel: Kernel,
  workspaceId: string,
  id: string,
  format: CsvFormat,
): Promise<ImportRun['columns']> {
  requireFile(kernel, workspaceId, id)
  return columnsOf(await beginning(importFiles(kernel.dataDir, workspaceId, id).file, format.encoding), format)
}

/** The first rows of a stored file as a format reads them, the header among them. */
export async function readFirstRows(
  kernel: Kernel,
  workspaceId: string,
  id: string,
  format: CsvFormat,
): Promise<readonly (readonly string[])[]> {
  requireFile(kernel, workspaceId, id)
  const text = await beginning(importFiles(kernel.dataDir, workspaceId, id).file, format.encoding)
  const rows = sampleRows(text, format.delimiter, format.quote).slice(0, mostPreviewed)
  return rows.map((cells) => cells.map((cell) => cell.slice(0, longestPreviewed)))
}

const mostPreviewed = 12
const longestPreviewed = 200

function columnsOf(text: string, format: CsvFormat): ImportRun['columns'] {
  const rows = sampleRows(text, format.delimiter, format.quote).slice(0, 200)
  const [first = [], ...rest] = rows
  const data = format.header ? rest : rows
  const width = Math.max(first.length, ...data.slice(0, 50).map((row) => row.length))
  return Array.from({ length: rows.length === 0 ? 0 : width }, (_, index) => ({
    index,
    name: keptText((format.header ? (first[index] ?? '') : '').trim(), 200),
    samples: [...new Set(data.map((row) => (row[index] ?? '').trim()).filter(Boolean))]
      .slice(0, mostSamples)
      .map((one) => keptText(one, 100)),
  }))
}

export function keyOfHeader(columns: ImportRun['columns']): string {
  return createHash('sha256').update(headerKey(columns)).digest('base64')
}

/** A file of this machine as content to receive. */
export function fileContent(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path)
}
