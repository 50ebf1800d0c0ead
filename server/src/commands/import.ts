import { copyFileSync, existsSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { ImportMapping, ImportRun, ImportSetup, ObjectType } from '@tendero/model'
import { fileContent, importFiles, importNow } from '../importing/index.ts'
import { Failure } from '../kernel/failure.ts'
import { OperatorError } from '../platform/operator-error.ts'
import type { Command, CommandInput } from './command.ts'
import { callerOptions, findCaller } from './find-caller.ts'
import { withKernel } from './with-kernel.ts'

export const importData: Command = {
  name: 'import',
  summary: 'read a CSV or XLSX file into an object; what is wrong is told row by row',
  usage:
    "FILE --object NAME [--map 'Column=field']… [--set field=value]… [--replace 'field:wrong=right']… [--update-by FIELD] [--create-references] [--dry-run] [--rejects FILE] [--sheet NAME] [--encoding NAME] [--delimiter SIGN] [--workspace SLUG] [--as E-MAIL]",
  options: {
    object: { type: 'string' },
    map: { type: 'string', multiple: true },
    set: { type: 'string', multiple: true },
    replace: { type: 'string', multiple: true },
    'update-by': { type: 'string' },
    'create-references': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    rejects: { type: 'string' },
    sheet: { type: 'string' },
    encoding: { type: 'string' },
    delimiter: { type: 'string' },
    ...callerOptions,
  },
  run: (input) => withKernel(input.configuration, (kernel) => importFile(input, kernel)),
}

type Kernel = Parameters<Parameters<typeof withKernel>[1]>[0]

async function importFile({ positionals: [file], values, print }: CommandInput, kernel: Kernel): Promise<number> {
  if (file === undefined || !existsSync(file)) throw new OperatorError(`There is no file ${file ?? 'named'} to import.`)
  if (typeof values.object !== 'string') throw new OperatorError('Say what the rows are: --object account')
  const caller = await findCaller(kernel, { workspace: text(values.workspace), as: text(values.as) }, 'import')
  const object = caller.model.objects.get(values.object)
  if (!object) throw new OperatorError(`There is no object ${values.object}.`)
  const run = await importNow(kernel, caller, {
    name: basename(file),
    object: object.name,
    content: fileContent(file),
    sheet: text(values.sheet),
    dry: values['dry-run'] === true,
    setUp: ({ setup, columns }) => setupFrom(setup, columns, object, values),
    watching: { progress: everySecond(print) },
  }).catch((error: unknown) => {
    throw error instanceof Failure ? new OperatorError(failureText(error)) : error
  })
  report(run, print)
  if (typeof values.rejects === 'string') keepRejects(kernel, caller.actor.workspaceId, run, values.rejects)
  return run.state === 'done' || run.state === 'checked' ? (run.rows.bad > 0 ? 1 : 0) : 1
}

function text(value: CommandInput['values'][string]): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function texts(value: CommandInput['values'][string]): readonly string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
}

/** The setup that detection suggests, with what the options say instead. */
function setupFrom(
  suggested: ImportSetup,
  columns: ImportRun['columns'],
  object: ObjectType,
  values: CommandInput['values'],
): ImportSetup {
  const unwanted = new Set(texts(values.map).flatMap((one) => (one.endsWith('=') ? [one.slice(0, -1)] : [])))
  const mapped = texts(values.map)
    .filter((one) => !one.endsWith('='))
    .map((one) => mappedColumn(one, columns, object))
  const constants = texts(values.set).map((one) => constantField(one, object))
  const said = new Set([...mapped, ...constants].map(placeOf))
  const columnsSaid = new Set(mapped.map((one) => one.column))
  const kept = suggested.mapping.filter(
    (one) =>
      !said.has(placeOf(one)) &&
      (one.column === null ||
        !(columnsSaid.has(one.column) || unwanted.has(columns.find(({ index }) => index === one.column)?.name ?? ''))),
  )
  const mapping = [...kept, ...mapped, ...constants].map((one) => repaired(one, values, object))
  return {
    ...suggested,
    format: {
      ...suggested.format,
      ...(text(values.encoding) ? { encoding: text(values.encoding) ?? 'utf-8' } : {}),
      ...(text(values.delimiter) ? { delimiter: (text(values.delimiter) ?? ',').replace('\\t', '\t') } : {}),
    },
    mapping,
    updateBy: text(values['update-by']) ?? suggested.updateBy,
  }
}

const placeOf = ({ field, part = 0 }: ImportMapping): string => `${field} ${part}`

/** 'Column=field', 'Column=reference.key', 'Column=address.city', 'Column=' for a column that is not wanted. */
function mappedColumn(words: string, columns: ImportRun['columns'], object: ObjectType): ImportMapping {
  const [, name = '', target = ''] = /^(.*?)=(.*)$/.exec(words) ?? []
  const column = columns.find((one) => one.name === name) ?? columns.find((one) => String(one.index + 1) === name)
  if (!column)
    throw new OperatorError(`The file has no column ${name}. It has: ${columns.map((one) => one.name).join(', ')}`)
  return { column: column.index, ...fieldAt(target, object) }
}

/** A field, and behind a point the key of a reference or the part of a value. */
function fieldAt(target: string, object: ObjectType): { field: string; part?: number; key?: string } {
  const [name = '', more] = target.split('.')
  const field = object.fields.get(name)
  if (!field)
    throw new OperatorError(`${object.name} has no field ${name}. It has: ${[...object.fields.keys()].join(', ')}`)
  if (more === undefined) return { field: name }
  const part = (field.type.csvExtra ?? []).findIndex(([en]) => en === more)
  if (part >= 0) return { field: name, part: part + 1 }
  return field.type.refers ? { field: name, key: more } : { field: name }
}

function constantField(words: string, object: ObjectType): ImportMapping {
  const [, target = '', constant = ''] = /^(.*?)=(.*)$/.exec(words) ?? []
  return { column: null, ...fieldAt(target, object), constant }
}

function repaired(mapping: ImportMapping, values: CommandInput['values'], object: ObjectType): ImportMapping {
  const replacements = Object.fromEntries(
    texts(values.replace).flatMap((one) => {
      const [, field, wrong = '', right = ''] = /^(\w+):(.*?)=(.*)$/.exec(one) ?? []
      return field === mapping.field ? [[wrong, right === '' ? null : right] as const] : []
    }),
  )
  const reference = object.fields.get(mapping.field)?.type.refers !== undefined
  return {
    ...mapping,
    ...(Object.keys(replacements).length > 0 ? { replacements: { ...mapping.replacements, ...replacements } } : {}),
    ...(reference && values['create-references'] === true ? { create: true } : {}),
  }
}

function everySecond(print: (line: string) => void): (counts: { read: number; bad: number }) => void {
  let next = performance.now() + 1_000
  return ({ read, bad }) => {
    if (performance.now() < next) return
    next = performance.now() + 1_000
    print(`${read} rows read, ${bad} refused`)
  }
}

const mostPrinted = 20

function report({ state, rows, problems, notFound, error, setup }: ImportRun, print: (line: string) => void): void {
  for (const { row, field, value, code } of problems.slice(0, mostPrinted))
    print(`row ${row}: ${[field && `${field}:`, code, value && `(${value})`].filter(Boolean).join(' ')}`)
  if (rows.bad > mostPrinted) print('… and more; --rejects FILE keeps all of them.')
  for (const { field, value, rows: times, suggestions } of notFound.slice(0, mostPrinted))
    print(
      `${field} has no ${value} (${times} rows)${suggestions.length > 0 ? `; did you mean ${suggestions.join(' or ')}? --replace '${field}:${value}=${suggestions[0]}'` : ''}`,
    )
  const { sheet, encoding, delimiter } = setup.format
  const done = state === 'checked' ? 'would be created' : 'created'
  print(
    `${rows.read} rows (${sheet ?? `${encoding}, ${delimiter === '\t' ? 'tab' : delimiter}`}): ${rows.created} ${done}, ${rows.updated} updated, ${rows.bad} refused.${error ? ` It failed: ${error}.` : ''}`,
  )
}

function keepRejects(kernel: Kernel, workspaceId: string, run: ImportRun, path: string): void {
  const { rejects } = importFiles(kernel.dataDir, workspaceId, run.id)
  if (run.rows.bad > 0 && existsSync(rejects)) copyFileSync(rejects, path)
  else writeFileSync(path, '')
}

function failureText({ code, fields, details }: Failure): string {
  const wrong = Object.entries(fields ?? {}).map(([field, problem]) => `${field}: ${problem.code}`)
  return `The import was refused: ${code}${wrong.length > 0 ? ` (${wrong.join(', ')})` : ''}${details ? ` ${JSON.stringify(details)}` : ''}`
}
