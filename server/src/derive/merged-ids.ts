import { isId, type ObjectType, referredIds } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { mergedInto } from '../kernel/merged-records.ts'
import { readingFor, requireVisible } from '../kernel/read-records.ts'

interface Named {
  readonly caller: Caller
  readonly object: ObjectType
  readonly id: string
}

/**
 * An id that was merged into another leads there: who reads is sent on, who writes is told, if they may see what is there.
 * @throws Failure 409 `merged`, or what the work throws
 */
export async function orMerged<T>(
  kernel: Kernel,
  { caller, object, id }: Named,
  work: () => Promise<T>,
  sendOn?: (into: string) => T,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Failure) || error.status !== 404) throw error
    const into = await mergedTarget(kernel, caller, object, id)
    if (!into) throw error
    if (!sendOn) throw new Failure(409, 'merged', { details: { object: object.name, mergedInto: into } })
    return sendOn(into)
  }
}

/** What an id was merged into, if the actor may see that. */
function mergedTarget(kernel: Kernel, caller: Caller, object: ObjectType, id: string): Promise<string | undefined> {
  return kernel.database.read(caller.actor.workspaceId, async (tx) => {
    const into = isId(id) ? (await mergedInto(tx, object, [id])).get(id) : undefined
    if (!into) return undefined
    const reading = readingFor(kernel, caller, tx)
    await requireVisible(reading, object, into)
    return into
  })
}

/**
 * Writes values; when they point to what was merged into another, points there.
 * @throws Failure of the writing
 */
export async function withMergedReferences<T>(
  kernel: Kernel,
  caller: Caller,
  object: ObjectType,
  values: Values,
  work: (values: Values) => Promise<T>,
): Promise<T> {
  try {
    return await work(values)
  } catch (error) {
    const gone = error instanceof Failure ? Object.entries(error.fields ?? {}) : []
    const names = gone.filter(([, { code }]) => code === 'not_found').map(([name]) => name)
    const led = names.length > 0 ? await ledOn(kernel, caller, object, values, names) : undefined
    if (!led) throw error
    return work({ ...values, ...led })
  }
}

/** The values of fields whose references were merged into others; undefined when none was. */
async function ledOn(
  kernel: Kernel,
  { model, actor }: Caller,
  object: ObjectType,
  values: Values,
  names: readonly string[],
): Promise<Values | undefined> {
  const led: Record<string, unknown> = {}
  await kernel.database.read(actor.workspaceId, async (tx) => {
    for (const name of names) {
      const field = object.fields.get(name)
      // What is attached names its record, and which object that is of.
      const hangs = object.attached && name === 'record'
      const target = model.objects.get(hangs ? String(values.object) : (field?.options.object ?? ''))
      const ids = hangs ? [String(values.record)].filter(isId) : referredIds(values[name])
      const merged = target ? await mergedInto(tx, target, ids) : new Map<string, string>()
      if (merged.size === 0) continue
      const next = [...new Set(ids.map((id) => merged.get(id) ?? id))]
      led[name] = field?.type.refers === 'several' ? next : next[0]
    }
  })
  return Object.keys(led).length > 0 ? led : undefined
}
