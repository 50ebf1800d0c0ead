import { Readable } from 'node:stream'
import { type AuditItem, type Language, translated, words } from '@tendero/model'
import { inertCell } from '../exporting/index.ts'
import { csvLine } from '../kernel/csv-line.ts'
import { Failure } from '../kernel/failure.ts'

interface AuditFile {
  readonly contentType: string
  readonly extension: string
  content(items: AsyncIterable<AuditItem>): Readable
}

/** The log as a file for people and spreadsheets, or a line of JSON for each entry. @throws Failure 422 `invalid_format` */
export function auditFile(format: string): AuditFile {
  if (format === 'csv') return { contentType: 'text/csv; charset=utf-8', extension: 'csv', content: csvFile }
  if (format === 'jsonl')
    return { contentType: 'application/jsonl; charset=utf-8', extension: 'jsonl', content: jsonFile }
  throw new Failure(422, 'invalid_format', { details: { known: ['csv', 'jsonl'] } })
}

export function auditFileName(language: Language): string {
  return words(translated(['Audit log', 'Registro de auditoría', 'Auditilogi']), language)
}

function csvFile(items: AsyncIterable<AuditItem>): Readable {
  return Readable.from(csvLines(items), { objectMode: false })
}

const columns = [
  'at',
  'id',
  'who',
  'who_id',
  'through',
  'key',
  'address',
  'agent',
  'action',
  'object',
  'record',
  'detail',
  'seal',
]

async function* csvLines(items: AsyncIterable<AuditItem>): AsyncGenerator<string> {
  yield `\ufeff${csvLine(columns, ',')}`
  for await (const item of items) yield csvLine(cellsOf(item).map(inertCell), ',')
}

function cellsOf(item: AuditItem): readonly string[] {
  const { parts, detail } = item
  const verbs = [...new Set(parts.map(({ verb }) => verb))].join(' ')
  const objects = [...new Set(parts.map(({ object }) => object))].join(' ')
  const told = parts.length > 0 ? parts : detail
  return [
    item.at,
    item.id,
    item.actor?.name ?? '',
    item.actor?.id ?? '',
    item.through,
    item.key?.name ?? '',
    item.address ?? '',
    item.agent ?? '',
    item.action ?? verbs,
    item.object ?? objects,
    item.record?.id ?? parts.flatMap(({ records }) => records.map(({ id }) => id)).join(' '),
    JSON.stringify(told),
    item.seal === null ? '' : String(item.seal),
  ]
}

function jsonFile(items: AsyncIterable<AuditItem>): Readable {
  return Readable.from(jsonLines(items), { objectMode: false })
}

async function* jsonLines(items: AsyncIterable<AuditItem>): AsyncGenerator<string> {
  for await (const item of items) yield `${JSON.stringify(item)}\n`
}
