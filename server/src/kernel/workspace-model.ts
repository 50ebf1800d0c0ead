import {
  deriveFields,
  exponentOf,
  type Field,
  type FieldOptions,
  type FieldType,
  fieldTypes,
  isLanguage,
  type Language,
  type ObjectType,
  type Rights,
  raw,
  sql,
} from '@tendero/model'
import { Decimal } from 'decimal.js'
import type { Actor, Through } from './actor.ts'
import { arranged, templateRights, withCustomObjects } from './custom-objects.ts'
import { Failure } from './failure.ts'
import type { Kernel } from './kernel.ts'
import { rightsWithin } from './role-rights.ts'
import type { Transaction } from './transaction.ts'

/** What a workspace is made of, as of one metadata version: objects with their custom fields, people, stages, rates. */
export interface WorkspaceModel {
  readonly workspaceId: string
  readonly version: number
  readonly settings: WorkspaceSettings
  readonly objects: ReadonlyMap<string, ObjectType>
  /** Records of the small catalogues (stage, team, role, user …) by object and id. */
  readonly catalogue: ReadonlyMap<string, ReadonlyMap<string, CatalogueRecord>>
  actor(userId: string, through: Through, roleId?: string): Actor
  /** Of a model of the past: the moment as of which everything is read. */
  readonly asOf?: Date
  /** Value of an amount in the base currency's minor units on a day; a Failure when no rate is known. */
  worth(minor: number, currency: string, onDay: string): number
}

export interface WorkspaceSettings {
  readonly name: string
  readonly slug: string
  readonly baseCurrency: string
  readonly country: string
  readonly language: Language
  readonly timeZone: string
  readonly fiscalYearStart: number
  /** Largest file, in bytes. */
  readonly fileLimit: number
  /** Bytes that all files together may take. */
  readonly fileQuota: number
  /** Whether everybody has to sign in with two factors. */
  readonly secondFactorRequired: boolean
  /** Seconds that this workspace's clock is ahead of the real one. */
  readonly clockOffset: number
}

/** The present moment by a workspace's own clock; of a model of the past, that moment. */
export function nowIn(
  kernel: Pick<Kernel, 'now'>,
  { settings, asOf }: Pick<WorkspaceModel, 'settings' | 'asOf'>,
): Date {
  if (asOf) return asOf
  return new Date(kernel.now().getTime() + settings.clockOffset * 1_000)
}

/** A catalogue record as stored: column values by column name. */
export type CatalogueRecord = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly deleted_at: string | null
}

/** As the settings of a workspace count, and as screens tell sizes. */
const megabyte = 1_000_000

const models = new Map<string, WorkspaceModel>()

/** The model of a workspace at a metadata version, loaded once per process and version. */
export async function workspaceModel(
  { database, objects }: Pick<Kernel, 'database' | 'objects'>,
  workspaceId: string,
  version: number,
): Promise<WorkspaceModel> {
  const known = models.get(workspaceId)
  if (known && known.version === version) return known
  const loaded = await database.read(workspaceId, (tx) => loadModel(tx, objects, version))
  models.set(workspaceId, loaded)
  return loaded
}

/** Reads everything that the model holds, inside a transaction. */
export async function loadModel(tx: Transaction, objects: Kernel['objects'], version: number): Promise<WorkspaceModel> {
  const catalogues = [...objects.values()].filter((object) => object.metadata)
  const loaded = await Promise.all(
    catalogues.map(async (object) => {
      const rows = await tx.rows<CatalogueRecord>(
        sql`select t.* from app.${raw(`"${object.table}"`)} t where t.workspace_id = ${tx.workspaceId}`,
      )
      return [object.name, new Map(rows.map((row) => [row.id, row]))] as const
    }),
  )
  return assemble(tx.workspaceId, objects, version, new Map(loaded))
}

function assemble(
  workspaceId: string,
  objects: Kernel['objects'],
  version: number,
  catalogue: ReadonlyMap<string, ReadonlyMap<string, CatalogueRecord>>,
): WorkspaceModel {
  const row = catalogue.get('workspace')?.get(workspaceId)
  if (!row) throw new Failure(404, 'not_found')
  const settings: WorkspaceSettings = {
    name: String(row.name),
    slug: String(row.slug),
    baseCurrency: String(row.base_currency),
    country: String(row.country),
    language: isLanguage(row.language) ? row.language : 'en',
    timeZone: String(row.time_zone),
    fiscalYearStart: Number(row.fiscal_year_start),
    fileLimit: Number(row.file_limit) * megabyte,
    fileQuota: Number(row.file_quota) * megabyte,
    secondFactorRequired: row.second_factor_required === true,
    clockOffset: Number(row.clock_offset),
  }
  const actors = new Map<string, Actor>()
  const model: WorkspaceModel = {
    workspaceId,
    version,
    settings,
    catalogue,
    objects: workspaceObjects(
      objects,
      catalogue.get('custom_object')?.values() ?? [],
      catalogue.get('custom_field')?.values() ?? [],
    ),
    actor(userId, through, roleId) {
      const key = `${userId} ${through} ${roleId ?? ''}`
      const known = actors.get(key)
      if (known) return known
      const made = actorOf(model, userId, through, roleId)
      actors.set(key, made)
      return made
    },
    worth: (minor, currency, onDay) => worth(model, minor, currency, onDay),
  }
  return model
}

/** The objects of a workspace: the declared ones and its own, with its custom fields, and what is worked out of them. */
export function workspaceObjects(
  declared: Kernel['objects'],
  customObjects: Iterable<CatalogueRecord>,
  customFields: Iterable<CatalogueRecord>,
): Kernel['objects'] {
  return deriveFields(withCustomFields(declared, withCustomObjects(declared, customObjects), customFields))
}

/** Adds the workspace's custom fields to the objects; kinds of activity share those of `activity`. */
function withCustomFields(
  declared: Kernel['objects'],
  objects: Kernel['objects'],
  rows: Iterable<CatalogueRecord>,
): Kernel['objects'] {
  const live = [...rows]
    .filter((row) => row.deleted_at === null)
    .sort((a, b) => Number(a.position) - Number(b.position))
  if (live.length === 0) return objects
  return new Map(
    [...objects].map(([name, object]) => {
      const own = live.filter(
        (row) => row.object === name || (object.activity !== undefined && row.object === 'activity'),
      )
      if (own.length === 0) return [name, object]
      const fields = new Map(object.fields)
      for (const row of own) fields.set(String(row.name), customField(row))
      const extended = { ...object, fields }
      return [name, declared.has(name) ? extended : arranged(extended)]
    }),
  )
}

/** A field as an administrator described it. */
export function customField(row: CatalogueRecord): Field {
  const type = fieldTypes.get(String(row.kind)) as FieldType | undefined
  if (!type) throw new Error(`custom field of unknown kind ${row.kind}`)
  const options: FieldOptions = {
    ...(row.options as FieldOptions | null),
    required: row.required === true,
    indexed: row.indexed === true,
    filling: typeof row.filled === 'number' && row.filled < 100,
    search: 'C',
  }
  return { name: String(row.name), type, label: String(row.label), options, custom: true, system: false }
}

function actorOf(model: WorkspaceModel, userId: string, through: Through, roleId?: string): Actor {
  const user = model.catalogue.get('user')?.get(userId)
  if (!user || user.deleted_at !== null || user.active !== true) throw new Failure(401, 'unauthenticated')
  const role = model.catalogue.get('role')?.get(roleId ?? String(user.role_id))
  if (!role || !mayTakeRole(model, role, String(user.role_id))) throw new Failure(401, 'unauthenticated')
  const further = [...(model.catalogue.get('team_member')?.values() ?? [])]
    .filter((row) => row.user_id === userId && row.deleted_at === null)
    .map((row) => String(row.team_id))
  const teams = [...new Set([...(user.team_id ? [String(user.team_id)] : []), ...further])]
  return {
    workspaceId: model.workspaceId,
    userId,
    name: String(user.name),
    language: isLanguage(user.language) ? user.language : model.settings.language,
    timeZone: typeof user.time_zone === 'string' ? user.time_zone : model.settings.timeZone,
    teamId: user.team_id ? String(user.team_id) : null,
    teams,
    teamsBelow: teamsBelow(model, teams),
    roleId: role.id,
    administrator: role.administrator === true,
    rights: rightsOf(model, role),
    through,
  }
}

const rightsByRole = new WeakMap<CatalogueRecord, Rights>()

/** What a role may do; made once for each version of the role. */
function rightsOf(model: WorkspaceModel, role: CatalogueRecord): Rights {
  const known = rightsByRole.get(role)
  if (known) return known
  const rights = rightsWithin(model.objects, templateRights(model.objects, role.rights as Rights))
  rightsByRole.set(role, rights)
  return rights
}

/** A key's role must still be there, and may do everything only as long as its person may. */
function mayTakeRole({ catalogue }: WorkspaceModel, role: CatalogueRecord, own: string): boolean {
  if (role.id === own) return true
  return (
    role.deleted_at === null && (role.administrator !== true || catalogue.get('role')?.get(own)?.administrator === true)
  )
}

function teamsBelow(model: WorkspaceModel, teams: readonly string[]): readonly string[] {
  const all = [...(model.catalogue.get('team')?.values() ?? [])].filter((row) => row.deleted_at === null)
  const reached = new Set(teams)
  for (let grew = true; grew; ) {
    grew = false
    for (const row of all)
      if (!reached.has(row.id) && typeof row.parent_id === 'string' && reached.has(row.parent_id)) {
        reached.add(row.id)
        grew = true
      }
  }
  return [...reached]
}

function worth(model: WorkspaceModel, minor: number, currency: string, onDay: string): number {
  const base = model.settings.baseCurrency
  if (currency === base) return minor
  const rates = [...(model.catalogue.get('exchange_rate')?.values() ?? [])].filter(
    (row) => row.deleted_at === null && row.quote === currency && row.base === base && String(row.on_date) <= onDay,
  )
  const latest = rates.sort((a, b) => String(b.on_date).localeCompare(String(a.on_date)))[0]
  if (!latest) throw new Failure(422, 'no_exchange_rate', { details: { currency, base, onDay } })
  return convert(minor, currency, base, String(latest.rate))
}

function convert(minor: number, from: string, to: string, rate: string): number {
  return new Decimal(minor)
    .div(new Decimal(10).pow(exponentOf(from)))
    .times(rate)
    .times(new Decimal(10).pow(exponentOf(to)))
    .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
    .toNumber()
}
