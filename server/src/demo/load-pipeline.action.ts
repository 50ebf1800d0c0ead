import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportMapping, ImportRun, ImportSetup, Translated } from '@tendero/model'
import { parse } from 'csv-parse/sync'
import { continueNow, importNow, likeness } from '../importing/index.ts'
import { write } from '../kernel/action.ts'
import { callerAs } from '../kernel/caller.ts'
import { csvLine } from '../kernel/csv-line.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { OperatorError } from '../platform/operator-error.ts'
import {
  accountsTable,
  dealsTable,
  type Invented,
  leadersTable,
  type PipelineFiles,
  peopleTable,
  productRepairs,
  productsTable,
  type Row,
  type Table,
  teamsTable,
} from './pipeline-files.ts'
import { stagesNamed } from './pipeline-stages.ts'

/** @throws OperatorError when a file of the set is missing */
export function readPipelineFiles(folder: string): PipelineFiles {
  const names = listFolder(folder)
  const rows = (start: string): readonly Row[] => {
    const name = names.find((one) => one.startsWith(start) && one.endsWith('.csv'))
    if (!name) throw new OperatorError(`${folder} holds no file ${start}*.csv; demo/pipeline has a whole set.`)
    const found: unknown = parse(readFileSync(join(folder, name)), { columns: true, bom: true })
    return Array.isArray(found) ? found : []
  }
  return {
    accounts: rows('accounts'),
    products: rows('products'),
    teams: rows('sales_teams'),
    deals: rows('sales_pipeline'),
  }
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    throw new OperatorError(`${folder} is no folder that can be read.`)
  }
}

export interface PipelineLoad {
  readonly workspaceId: string
  /** An administrator of the workspace. */
  readonly userId: string
  /** Told what is being loaded, and how far that is: 0 to 1. */
  progress?(share: number, what: string): Promise<void> | void
  /** Told what was read otherwise than it is written, and what was left out. */
  note?(line: string): void
  /** The files may have flaws that nobody has seen: each is tried first, and repaired. */
  readonly repairs?: boolean
}

/**
 * Loads the pipeline as its files say, dates as they are. Words that were not found are read as the one that they
 * nearly are; accounts and products that nothing resembles are made.
 */
export function loadPipeline(kernel: Kernel, load: PipelineLoad & { readonly files: PipelineFiles }): Promise<void> {
  return loadSteps(kernel, { ...load, repairs: true }, pipelineSteps(load.files))
}

/** The imports that make the pipeline, in their order. */
export function pipelineSteps(files: PipelineFiles, shiftDays = 0, invented?: Invented): readonly Step[] {
  const deals = dealsTable(files, shiftDays, invented)
  return [
    { object: 'team', name: 'teams.csv', table: teamsTable(files), map: { team: 'name', part_of: 'parent' } },
    {
      object: 'user',
      name: 'people.csv',
      table: peopleTable(files, alike),
      map: { name: 'name', email: 'email', role: 'role', team: 'team' },
    },
    {
      object: 'team',
      name: 'team managers.csv',
      table: leadersTable(files),
      map: { team: 'name', manager: 'manager' },
      updateBy: 'name',
    },
    { object: 'account', name: 'accounts.csv', table: accountsTable(files, alike), map: accountMap },
    {
      object: 'product',
      name: 'products.csv',
      table: productsTable(files),
      map: { product: 'name', series: 'series', sales_price: 'price' },
    },
    {
      object: 'opportunity',
      name: 'sales_pipeline.csv',
      table: deals,
      map: dealMap,
      stages: files.deals.map((row) => row.deal_stage ?? ''),
    },
    { object: 'opportunity_line', name: 'sales_pipeline.csv (products)', table: deals, map: lineMap },
  ]
}

/** A table that becomes records, by an import that anybody could make. */
export interface Step {
  /** Also tells whether it was loaded before. */
  readonly name: string
  readonly object: string
  readonly table: Table
  readonly map: Readonly<Record<string, string | Omit<ImportMapping, 'column'>>>
  readonly updateBy?: string
  /** The names of the stages in it. */
  readonly stages?: readonly string[]
  /** Done when it is loaded. */
  after?(): Promise<void>
}

const accountMap: Step['map'] = {
  account: 'name',
  sector: { field: 'sector', replacements: { technolgy: 'technology' } },
  year_established: 'establishedIn',
  revenue: { field: 'revenue', factor: 1_000_000 },
  employees: 'employees',
  office_location: { field: 'address', part: 4, replacements: { Philipines: 'Philippines', Korea: 'South Korea' } },
  subsidiary_of: { field: 'parent', key: 'name' },
  owner: 'owner',
}

const dealMap: Step['map'] = {
  opportunity_id: 'externalId',
  name: 'name',
  sales_agent: 'owner',
  account: { field: 'account', key: 'name' },
  deal_stage: 'stage',
  engage_date: 'openedOn',
  close_date: 'closedOn',
  expected_close: 'closeOn',
  forecast_category: 'forecastCategory',
  loss_reason: 'lossReason',
  value: 'amount',
}

const lineMap: Step['map'] = {
  opportunity_id: { field: 'opportunity', key: 'externalId' },
  product: { field: 'product', replacements: productRepairs },
  value: 'unitPrice',
}

/** Loads steps one by one; each is an import that can be looked up and reverted. What was loaded before is left out. */
export async function loadSteps(kernel: Kernel, load: PipelineLoad, steps: readonly Step[]): Promise<void> {
  await makeStages(
    kernel,
    load,
    steps.flatMap((step) => step.stages ?? []),
  )
  const total = steps.reduce((sum, step) => sum + step.table.rows.length, 0)
  let before = 0
  for (const step of steps) {
    const reached = before
    await loadStep(kernel, load, step, (rows) => void load.progress?.((reached + rows) / total, step.name))
    before += step.table.rows.length
    await step.after?.()
    await load.progress?.(before / total, step.name)
  }
}

async function loadStep(kernel: Kernel, load: PipelineLoad, step: Step, tell: (rows: number) => void): Promise<void> {
  const caller = await callerAs(kernel, load.workspaceId, load.userId, 'import')
  const watching = { progress: ({ read }: { readonly read: number }) => tell(read) }
  const run =
    (await continueNow(kernel, caller, step.object, step.name, watching)) ??
    (await importNow(kernel, caller, {
      name: step.name,
      object: step.object,
      content: textOf(step.table),
      setUp: ({ setup, columns }) => ({
        ...setup,
        format: { ...setup.format, delimiter: ',', header: true, decimal: '.', dateOrder: 'ymd' },
        mapping: mappingOf(step, columns, caller.model.catalogue.get('pipeline')),
        updateBy: step.updateBy,
      }),
      repair: load.repairs
        ? (rehearsed) => repaired(rehearsed, (line) => load.note?.(`${step.name}: ${line}`))
        : undefined,
      watching,
    }))
  if (run.state !== 'done') throw new Error(`${step.name}: ${run.state} ${run.error ?? ''}`)
  if (run.rows.bad > 0) tellRefused(run, load, step)
}

/** Flaws that nobody could repair; in a set that is known to have none they are a bug. */
function tellRefused({ rows, problems }: ImportRun, { repairs, note }: PipelineLoad, { name }: Step): void {
  const reasons = new Set(problems.map(({ field, value, code }) => `${field ?? 'row'} “${value ?? ''}” ${code}`))
  const line = `${name}: ${rows.bad} of ${rows.total ?? rows.read} rows left out: ${[...reasons].slice(0, 5).join(', ')}`
  if (!repairs) throw new Error(line)
  note?.(line)
}

/** Two words that are one, but for a slip. */
export function alike(a: string, b: string): boolean {
  return likeness(a.toLowerCase(), b.toLowerCase()) >= 0.75
}

/** References that may be made when nothing resembles them. */
const mayBeMade = new Set(['account', 'parent', 'product'])

function repaired({ setup, notFound }: ImportRun, tell: (line: string) => void): ImportSetup | undefined {
  if (notFound.length === 0) return undefined
  const mapping = setup.mapping.map((one): ImportMapping => {
    const missing = notFound.filter(({ field }) => field === one.field)
    const slips = missing.flatMap(({ value, rows, suggestions: [meant] }) => {
      if (meant === undefined || !alike(value, meant)) return []
      tell(`“${value}” is read as “${meant}” (${rows} rows)`)
      return [[value, meant] as const]
    })
    const create = mayBeMade.has(one.field) && slips.length < missing.length
    if (create) tell(`${missing.length - slips.length} × ${one.field} that no file lists: made`)
    return {
      ...one,
      ...(slips.length > 0 ? { replacements: { ...one.replacements, ...Object.fromEntries(slips) } } : {}),
      ...(create ? { create: true } : {}),
    }
  })
  return { ...setup, mapping }
}

async function* textOf({ header, rows }: Table): AsyncGenerator<Uint8Array> {
  const size = 500
  yield Buffer.from(csvLine(header, ','))
  for (let at = 0; at < rows.length; at += size)
    yield Buffer.from(
      rows
        .slice(at, at + size)
        .map((row) => csvLine(row, ','))
        .join(''),
    )
}

function mappingOf(
  { map, object }: Step,
  columns: ImportRun['columns'],
  pipelines: ReadonlyMap<string, Readonly<Record<string, unknown>>> | undefined,
): readonly ImportMapping[] {
  const mapped = columns.flatMap(({ index, name }): readonly ImportMapping[] => {
    const target = map[name]
    if (target === undefined) return []
    return [typeof target === 'string' ? { column: index, field: target } : { ...target, column: index }]
  })
  const pipeline = [...(pipelines ?? [])].find(([, row]) => row.name === pipelineName)?.[0]
  return object === 'opportunity' && pipeline
    ? [...mapped, { column: null, field: 'pipeline', constant: pipeline }]
    : mapped
}

const pipelineName = 'Hardware sales'
const pipelineLabels: Translated = { en: pipelineName, es: 'Venta de equipos', et: 'Seadmete müük' }

/** The stages of the file as a pipeline. */
async function makeStages(
  kernel: Kernel,
  { workspaceId, userId }: PipelineLoad,
  names: readonly string[],
): Promise<void> {
  const caller = await callerAs(kernel, workspaceId, userId, 'system')
  const known = [...(caller.model.catalogue.get('pipeline')?.values() ?? [])].filter((row) => row.deleted_at === null)
  if (known.some((row) => row.name === pipelineName)) return
  await write(kernel, caller, async (ctx) => {
    const pipeline = await ctx.insert('pipeline', {
      name: pipelineName,
      labels: pipelineLabels,
      position: known.length,
      default: known.length === 0,
    })
    await ctx.insertMany(
      'stage',
      stagesNamed(names).map((stage, position) => ({ ...stage, pipeline, position })),
    )
  })
}
