import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { failed, offering, undoable } from '../design/notices.tsx'
import { recordsOf } from '../kernel/api.ts'
import { currentWords } from '../kernel/language.ts'
import { complete, refreshSteps } from '../next-step/step-data.ts'

/** A deal that was closed, or a lead that was dropped, needs its next step no more: offers to cancel what is left of it. */
export async function offerStepEnd(object: MetadataObject, { id }: AnyRecord, step: string): Promise<void> {
  const { subject } = await recordsOf('activities').read(step)
  const { undo } = currentWords()
  const cancel = async (): Promise<void> => {
    try {
      const operationId = await complete(step, { outcome: 'cancelled' })
      await refreshSteps(object.name, id)
      undoable(undo.stepCancelled(String(subject)), operationId)
    } catch (error) {
      failed(error)
    }
  }
  offering(undo.stepLeft(String(subject)), undo.cancelStep, () => void cancel())
}
