import {
  type FieldType,
  type Filter,
  fieldTypes,
  greatestNumber,
  isFilter,
  isTimeZone,
  longestFormula,
  permittedActions,
  readPattern,
  rollUpMeasures,
  scopes,
  verbs,
} from '@tendero/model'
import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { Failure, forbidden, invalid } from '../kernel/failure.ts'
import { defaultsOf } from '../kernel/input.ts'
import { type Change, isChanging, type Lifecycle, valueAfter } from '../kernel/lifecycle.ts'
import type { CatalogueRecord } from '../kernel/workspace-model.ts'
import { someoneAdministers } from './administrators.ts'
import { checkLayout } from './check-layout.ts'
import { customName, freeName, isCustomName } from './custom-name.ts'
import { customObjectLifecycle } from './custom-object-lifecycle.ts'

const mostFields = 200
const mostIndexed = 10

function checkCustomField(ctx: Context, change: Change): void {
  const object = ctx.model.objects.get(String(valueAfter(change, 'object')))
  if (!object || object.settings || object.template) throw invalid({ object: { code: 'unknown_object' } })
  const type = fieldTypes.get(String(valueAfter(change, 'kind')))
  if (!type?.custom) throw invalid({ kind: { code: 'unknown_kind' } })
  const siblings = [...(ctx.model.catalogue.get('custom_field')?.values() ?? [])].filter(
    (row) => row.object === object.name && row.deleted_at === null && row.id !== change.id,
  )
  if (change.verb === 'create') {
    if (siblings.length >= mostFields) throw new Failure(422, 'too_many_fields', { details: { most: mostFields } })
    const wanted = change.patch.name ?? customName(String(change.patch.label))
    if (!isCustomName(wanted)) throw invalid({ name: { code: 'invalid_name' } })
    change.patch.name = change.patch.name ?? freeName(wanted, new Set(siblings.map((row) => String(row.name))))
    change.patch.position ??= siblings.length
  }
  // What is worked out or given is not asked for, and lies in no index.
  if (type.derive || type.numbered) Object.assign(change.patch, { required: false, indexed: false })
  // Found by the links.
  if (type.refers === 'several') change.patch.indexed = false
  if (valueAfter(change, 'indexed') === true && siblings.filter((row) => row.indexed === true).length >= mostIndexed)
    throw new Failure(422, 'too_many_indexed_fields', { details: { most: mostIndexed } })
  checkOptions(ctx, type, valueAfter(change, 'options'))
}

const condition = z.custom<Filter>((raw) => isFilter(raw)).optional()

/** What an administrator may say of a field: nothing else, so that none becomes the program's own. */
const fieldOptions = z.strictObject({
  choices: z
    .array(
      z.object({ value: z.string().min(1).max(100), label: z.string().max(200), color: z.string().max(30).optional() }),
    )
    .min(1)
    .max(500)
    .refine((choices) => new Set(choices.map((one) => one.value)).size === choices.length)
    .optional(),
  object: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  scale: z.number().int().min(0).max(6).optional(),
  maxLength: z.number().int().min(1).max(100_000).optional(),
  help: z.tuple([z.string().max(500), z.string().max(500), z.string().max(500)]).optional(),
  default: z.unknown().optional(),
  sensitive: z.boolean().optional(),
  shownWhen: condition,
  requiredWhen: condition,
  readOnlyWhen: condition,
  pattern: z
    .string()
    .refine((text) => readPattern(text).ok)
    .optional(),
  startAt: z.number().int().min(1).max(greatestNumber).optional(),
  numberExisting: z.boolean().optional(),
  formula: z.string().max(longestFormula).optional(),
  rollUp: z
    .strictObject({
      of: z.string().max(200),
      measure: z.enum(rollUpMeasures),
      field: z.string().max(100).optional(),
      filter: condition,
      kept: z.boolean().optional(),
    })
    .optional(),
})

function checkOptions(ctx: Context, type: FieldType<never>, options: unknown): void {
  const read = fieldOptions.safeParse(options ?? {})
  const concerned = read.error?.issues[0]?.path[0]
  const needsChoices = type.kind === 'choice' || type.kind === 'choices'
  if (concerned === 'choices' || (needsChoices && !read.data?.choices))
    throw invalid({ options: { code: 'choices_required' } })
  if (concerned === 'pattern') throw invalid({ options: { code: 'invalid_pattern' } })
  if (!read.success) throw invalid({ options: { code: 'invalid_options' } })
  if (type.refers && !ctx.model.objects.has(read.data.object ?? ''))
    throw invalid({ options: { code: 'unknown_object' } })
  const preset = read.data.default
  if (preset !== undefined && !type.parse(preset, read.data, defaultsOf(ctx.model)).ok)
    throw invalid({ options: { code: 'invalid_default' } })
}

/** What a role may do, as it is kept. */
export const rights = z.strictObject({
  objects: z.record(z.string().max(100), z.partialRecord(z.enum(verbs), z.enum(scopes))),
  fields: z.record(z.string().max(100), z.record(z.string().max(100), z.enum(['hidden', 'read_only']))).optional(),
  actions: z.array(z.enum(permittedActions)),
})

/** By the name of an object, the view that its lists begin with. */
const defaultViews = z.record(z.string().max(100), z.uuid()).nullable()

function checkUsers(ctx: Context, changes: readonly Change[]): void {
  for (const change of changes) {
    if (
      isChanging(change, 'timeZone') &&
      typeof change.patch.timeZone === 'string' &&
      !isTimeZone(change.patch.timeZone)
    )
      throw invalid({ timeZone: { code: 'not_a_time_zone' } })
    checkMaker(ctx, change)
  }
  if (changes.some(losesRights) && !someoneAdministers(ctx, changes)) throw new Failure(409, 'last_administrator')
}

function losesRights(change: Change): boolean {
  return (
    change.verb === 'delete' ||
    (change.verb === 'update' && (isChanging(change, 'role') || isChanging(change, 'active')))
  )
}

/** Only an administrator makes one, takes it from another, or says at which address one is invited. */
function checkMaker(ctx: Context, change: Change): void {
  const concerned = change.verb !== 'update' || ['role', 'active', 'email'].some((field) => isChanging(change, field))
  const either = isAdministrators(ctx, change.before?.role) || isAdministrators(ctx, valueAfter(change, 'role'))
  if (concerned && either && !ctx.actor.administrator) throw forbidden({ action: 'administrator' })
}

function checkRoles(ctx: Context, changes: readonly Change[]): void {
  for (const change of changes) checkRole(ctx, change)
  if (changes.some(endsAdministration) && !someoneAdministers(ctx, changes))
    throw new Failure(409, 'last_administrator')
  const gone = new Set(changes.filter(({ verb }) => verb === 'delete').map(({ id }) => id))
  if (users(ctx).some((user) => gone.has(String(user.role_id)))) throw new Failure(409, 'role_in_use')
}

function endsAdministration(change: Change): boolean {
  const ends = change.verb === 'delete' || valueAfter(change, 'administrator') !== true
  return change.before?.administrator === true && ends
}

function checkRole(ctx: Context, change: Change): void {
  if (change.verb !== 'delete' && !rights.safeParse(valueAfter(change, 'rights')).success)
    throw invalid({ rights: { code: 'invalid_rights' } })
  if (isChanging(change, 'defaultViews') && !defaultViews.safeParse(change.patch.defaultViews).success)
    throw invalid({ defaultViews: { code: 'not_a_document' } })
  const either = change.before?.administrator === true || valueAfter(change, 'administrator') === true
  if (either && !ctx.actor.administrator) throw forbidden({ action: 'administrator' })
}

function users({ model }: Context): readonly CatalogueRecord[] {
  return [...(model.catalogue.get('user')?.values() ?? [])].filter((user) => user.deleted_at === null)
}

function isAdministrators({ model }: Context, role: unknown): boolean {
  return model.catalogue.get('role')?.get(String(role))?.administrator === true
}

function checkTeams(ctx: Context, changes: readonly Change[]): void {
  const teams = ctx.model.catalogue.get('team')
  const moved = new Map(changes.map((change) => [change.id, valueAfter(change, 'parent')]))
  const above = (id: string): unknown => (moved.has(id) ? moved.get(id) : teams?.get(id)?.parent_id)
  for (const { id } of changes) {
    const passed = new Set<string>()
    for (let at = above(id); typeof at === 'string'; at = above(at)) {
      if (at === id || passed.has(at)) throw invalid({ parent: { code: 'circular' } })
      passed.add(at)
    }
  }
}

/** A name that a person writes replaces the translations that we seeded. */
function dropTranslations(_ctx: Context, changes: readonly Change[]): void {
  for (const change of changes) if (change.verb === 'update' && isChanging(change, 'name')) change.patch.labels = null
}

const each = (check: (ctx: Context, change: Change) => void) => (ctx: Context, changes: readonly Change[]) => {
  for (const change of changes) check(ctx, change)
}

export const settingsLifecycles: readonly Lifecycle[] = [
  {
    object: 'custom_field',
    before: each((ctx, change) =>
      change.verb === 'delete' || change.verb === 'restore' ? undefined : checkCustomField(ctx, change),
    ),
  },
  customObjectLifecycle,
  { object: 'layout', before: each(checkLayout) },
  { object: 'user', before: checkUsers, beforeUndo: true },
  { object: 'team', before: checkTeams, beforeUndo: true },
  { object: 'role', before: checkRoles, beforeUndo: true },
  {
    object: 'workspace',
    before: each((_ctx, change) => {
      if (typeof change.patch.timeZone === 'string' && !isTimeZone(change.patch.timeZone))
        throw invalid({ timeZone: { code: 'not_a_time_zone' } })
    }),
  },
  ...['role', 'pipeline', 'stage', 'loss_reason'].map((object): Lifecycle => ({ object, before: dropTranslations })),
]
