import { fieldTypes, isTimeZone } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { Failure, forbidden, invalid } from '../kernel/failure.ts'
import { type Change, isChanging, type Lifecycle, valueAfter } from '../kernel/lifecycle.ts'

const mostFields = 200
const mostIndexed = 10

/** A name for the API from a label: 'Color favorito' → 'c_colorFavorito'. */
export function customFieldName(label: string): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['field']
  return `c_${words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
    .slice(0, 40)}`
}

function checkCustomField(ctx: Context, change: Change): void {
  const object = ctx.kernel.objects.get(String(valueAfter(change, 'object')))
  if (!object || object.settings) throw invalid({ object: { code: 'unknown_object' } })
  const type = fieldTypes.get(String(valueAfter(change, 'kind')))
  if (!type?.custom) throw invalid({ kind: { code: 'unknown_kind' } })
  const siblings = [...(ctx.model.catalogue.get('custom_field')?.values() ?? [])].filter(
    (row) => row.object === object.name && row.deleted_at === null && row.id !== change.id,
  )
  if (change.verb === 'create') {
    if (siblings.length >= mostFields) throw new Failure(422, 'too_many_fields', { details: { most: mostFields } })
    const wanted = change.patch.name ?? customFieldName(String(change.patch.label))
    if (!/^c_[a-z][a-zA-Z0-9]{0,39}$/.test(String(wanted))) throw invalid({ name: { code: 'invalid_name' } })
    const taken = new Set(siblings.map((row) => row.name))
    let name = String(wanted)
    for (let n = 2; taken.has(name) && change.patch.name === undefined; n += 1) name = `${wanted}${n}`
    change.patch.name = name
    change.patch.position ??= siblings.length
  }
  if (valueAfter(change, 'indexed') === true && siblings.filter((row) => row.indexed === true).length >= mostIndexed)
    throw new Failure(422, 'too_many_indexed_fields', { details: { most: mostIndexed } })
  checkOptions(ctx, String(valueAfter(change, 'kind')), valueAfter(change, 'options'))
}

function checkOptions({ kernel }: Context, kind: string, options: unknown): void {
  const given: Record<string, unknown> = typeof options === 'object' && options !== null ? { ...options } : {}
  if ((kind === 'choice' || kind === 'choices') && !validChoices(given.choices))
    throw invalid({ options: { code: 'choices_required' } })
  if (kind === 'reference' && !kernel.objects.has(String(given.object)))
    throw invalid({ options: { code: 'unknown_object' } })
}

function validChoices(choices: unknown): boolean {
  if (!Array.isArray(choices) || choices.length === 0 || choices.length > 500) return false
  const values = choices.map((one) =>
    typeof one === 'object' && one !== null && 'value' in one && 'label' in one && typeof one.label === 'string'
      ? one.value
      : undefined,
  )
  return (
    values.every((value) => typeof value === 'string' && value !== '' && value.length <= 100) &&
    new Set(values).size === values.length
  )
}

function checkUser(ctx: Context, change: Change): void {
  if (isChanging(change, 'timeZone') && typeof change.patch.timeZone === 'string' && !isTimeZone(change.patch.timeZone))
    throw invalid({ timeZone: { code: 'not_a_time_zone' } })
  checkMaker(ctx, change)
  const losesRights =
    change.verb === 'delete' ||
    (change.verb === 'update' && (isChanging(change, 'role') || isChanging(change, 'active')))
  if (losesRights && !administratorsWithout(ctx, change)) throw new Failure(409, 'last_administrator')
}

/** Only an administrator makes one, or takes it from another. */
function checkMaker(ctx: Context, change: Change): void {
  const roles = ctx.model.catalogue.get('role')
  const isAdministrator = (role: unknown) => roles?.get(String(role))?.administrator === true
  const concerned = change.verb !== 'update' || isChanging(change, 'role') || isChanging(change, 'active')
  const either = isAdministrator(change.before?.role) || isAdministrator(valueAfter(change, 'role'))
  if (concerned && either && !ctx.actor.administrator) throw forbidden({ action: 'administrator' })
}

function checkRole(ctx: Context, change: Change): void {
  const either = change.before?.administrator === true || valueAfter(change, 'administrator') === true
  if (either && !ctx.actor.administrator) throw forbidden({ action: 'administrator' })
}

/** Is there an administrator besides what this change makes of the user? */
function administratorsWithout(ctx: Context, change: Change): boolean {
  const roles = ctx.model.catalogue.get('role')
  const stays =
    change.verb !== 'delete' &&
    valueAfter(change, 'active') === true &&
    roles?.get(String(valueAfter(change, 'role')))?.administrator === true
  return (
    stays ||
    [...(ctx.model.catalogue.get('user')?.values() ?? [])].some(
      (row) =>
        row.id !== change.id &&
        row.active === true &&
        row.deleted_at === null &&
        roles?.get(String(row.role_id))?.administrator === true,
    )
  )
}

function checkTeam(ctx: Context, change: Change): void {
  const teams = ctx.model.catalogue.get('team')
  for (let above = valueAfter(change, 'parent'); typeof above === 'string'; above = teams?.get(above)?.parent_id)
    if (above === change.id) throw invalid({ parent: { code: 'circular' } })
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
  { object: 'user', before: each(checkUser) },
  { object: 'team', before: each(checkTeam) },
  { object: 'role', before: each(checkRole) },
  {
    object: 'workspace',
    before: each((_ctx, change) => {
      if (typeof change.patch.timeZone === 'string' && !isTimeZone(change.patch.timeZone))
        throw invalid({ timeZone: { code: 'not_a_time_zone' } })
    }),
  },
  ...['role', 'pipeline', 'stage', 'loss_reason'].map((object): Lifecycle => ({ object, before: dropTranslations })),
]
