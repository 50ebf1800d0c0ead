import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { kindOf } from '../fields/index.ts'
import { fieldOf } from '../kernel/metadata.ts'
import { queryClient } from '../kernel/queries.ts'
import { createStore } from '../kernel/store.ts'
import type { AskFirst, Gesture } from '../records/extensions.ts'
import { type Stage, stagesQuery } from './stages.ts'

/** What somebody is asked before a deal enters a stage; the dialog is on the screen while this is set. */
export interface StageQuestion {
  readonly gesture: Gesture
  readonly stage: Stage
  /** Names of the fields to be filled in. */
  readonly fields: readonly string[]
  readonly answer: (patch: Gesture['patch'] | null) => void
}

export const stageQuestion = createStore<StageQuestion | null>(null)

/** The reason and the note are asked of every lost deal, also when an earlier loss left them filled. */
const whyLost = ['lossReason', 'lossNote']

/** The fields to ask for: what the stage requires and is missing, what the server missed, and why a deal was lost. */
export function fieldsToAsk({ object, record, patch, problem }: Gesture, stage: Stage): readonly string[] {
  const missing = stage.requiredFields.filter((name) => isMissing(object, { ...record, ...patch }, name))
  const named = Object.keys(problem?.fields ?? {})
  const lost = stage.category === 'lost' ? whyLost : []
  return [...new Set([...missing, ...named, ...lost])].filter((name) => fieldOf(object, name) !== undefined)
}

function isMissing(object: MetadataObject, record: AnyRecord, name: string): boolean {
  const field = fieldOf(object, name)
  return field !== undefined && kindOf(field).isEmpty(record[name])
}

/** Asks for what a stage needs; a stage that needs nothing is entered at once. */
export const askFirst: AskFirst = async (gesture) => {
  const stages = await queryClient.ensureQueryData(stagesQuery)
  const stage = stages.find(({ id }) => id === gesture.patch.stage)
  if (!stage) return gesture.patch
  const fields = fieldsToAsk(gesture, stage)
  if (fields.length === 0) return gesture.patch
  return new Promise((resolve) => {
    stageQuestion.set({
      gesture,
      stage,
      fields,
      answer(patch) {
        stageQuestion.set(null)
        resolve(patch && { ...gesture.patch, ...patch })
      },
    })
  })
}
