import type { ObjectType } from '@tendero/model'
import { isMergeable } from '../kernel/merged-records.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'

const verbs = ['create', 'update', 'delete', 'restore', 'merge'] as const
export type EventVerb = (typeof verbs)[number]

/** What a topic such as `opportunity.update` says: a record that people work on, and what became of it. */
export interface Topic {
  readonly object: ObjectType
  readonly verb: EventVerb
}

/** Such as `opportunity.update`. */
export function nameOf({ object, verb }: Topic): string {
  return `${object.name}.${verb}`
}

/** Undefined for what webhooks are not told: settings, and events that are no record's. */
function readTopic({ objects }: Pick<WorkspaceModel, 'objects'>, topic: unknown): Topic | undefined {
  const [name = '', word, ...rest] = typeof topic === 'string' ? topic.split('.') : []
  const object = objects.get(name)
  const verb = verbs.find((one) => one === word)
  if (!object || object.settings || object.template || !verb || rest.length > 0) return undefined
  if (verb === 'merge' && !isMergeable(object)) return undefined
  return { object, verb }
}

/** The topics that an event is about: of an activity of whatever kind, one for each kind. */
export function topicsOf(model: Pick<WorkspaceModel, 'objects'>, event: string): readonly Topic[] {
  const topic = readTopic(model, event)
  if (!topic) return []
  if (topic.object.activity !== '*') return [topic]
  return [...model.objects.values()]
    .filter(({ activity }) => activity !== undefined && activity !== '*')
    .map((object) => ({ object, verb: topic.verb }))
}

/** Can a webhook ask for this? */
export function isTopic(model: Pick<WorkspaceModel, 'objects'>, topic: unknown): boolean {
  const read = readTopic(model, topic)
  return read !== undefined && read.object.activity !== '*'
}
