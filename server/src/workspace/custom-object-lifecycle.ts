import { plainWords, type Rights } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import { type Change, type Lifecycle, valueAfter } from '../kernel/lifecycle.ts'
import type { CatalogueRecord } from '../kernel/workspace-model.ts'
import { customName, freeName, isCustomName } from './custom-name.ts'

const mostObjects = 100
/** What roles may do with accounts, they may do with a new object until somebody says otherwise. */
const likeObject = 'account'

/** An object that an administrator makes gets its name and address, and every role its rights on it. */
export const customObjectLifecycle: Lifecycle = {
  object: 'custom_object',
  before(ctx, changes) {
    for (const change of changes) {
      if (change.verb === 'create') nameIt(ctx, change)
      if (change.verb === 'delete') refuseWhenReferred(ctx, String(change.before?.name))
      if (change.verb !== 'delete' && !/^[a-z][a-z0-9-]*$/.test(String(valueAfter(change, 'icon'))))
        throw invalid({ icon: { code: 'not_a_choice' } })
    }
  },
  async after(ctx, changes) {
    const made = changes.filter((change) => change.verb === 'create').map((change) => String(change.patch.name))
    if (made.length > 0) await giveRights(ctx, made)
  },
}

function rows({ model }: Context, catalogue: string): readonly CatalogueRecord[] {
  return [...(model.catalogue.get(catalogue)?.values() ?? [])].filter((row) => row.deleted_at === null)
}

/** Names of removed objects stay theirs: their records are still there and come back with them. */
function nameIt(ctx: Context, { patch }: Change): void {
  if (rows(ctx, 'custom_object').length >= mostObjects)
    throw new Failure(422, 'too_many_objects', { details: { most: mostObjects } })
  const all = [...(ctx.model.catalogue.get('custom_object')?.values() ?? [])]
  const taken = new Set(all.map((row) => String(row.name)))
  const wanted = patch.name ?? freeName(customName(String(patch.label)), taken)
  if (!isCustomName(wanted)) throw invalid({ name: { code: 'invalid_name' } })
  if (taken.has(wanted))
    throw new Failure(409, 'unique_violation', { details: { object: 'custom_object', fields: ['name'] } })
  patch.name = wanted
  patch.collection = freeName(collectionName(String(patch.plural)), new Set(all.map((row) => String(row.collection))))
  patch.position ??= all.length
}

/** 'Máquinas de café' → 'c-maquinas-de-cafe'; never an address of the program's own. */
function collectionName(plural: string): string {
  return `c-${(plainWords(plural).join('-') || 'objects').slice(0, 50)}`
}

function refuseWhenReferred(ctx: Context, name: string): void {
  const referring = rows(ctx, 'custom_field').filter(
    (row) => row.object !== name && (row.options as { object?: unknown } | null)?.object === name,
  )
  if (referring.length === 0) return
  const fields = referring.map((row) => `${row.object}.${row.name}`)
  throw new Failure(409, 'object_in_use', { details: { fields } })
}

/** Beside the rights that roles have by now: others may have changed them since the model was read. */
async function giveRights(ctx: Context, made: readonly string[]): Promise<void> {
  const ids = rows(ctx, 'role').flatMap((role) => (role.administrator === true ? [] : [role.id]))
  const roles = await ctx.lock('role', ids)
  const patches = [...roles].flatMap(([id, role]) => {
    const rights = role.rights as Rights
    const like = rights.objects[likeObject]
    if (!like) return []
    const own = Object.fromEntries(made.map((name) => [name, like]))
    return [{ id, rights: { ...rights, objects: { ...rights.objects, ...own } } }]
  })
  if (patches.length > 0) await ctx.updateMany('role', patches, { computed: true })
}
