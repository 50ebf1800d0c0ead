import { currentWords } from '../kernel/language.ts'
import type { Refused } from '../records/extensions.ts'
import { changeStage } from './change-stage.ts'

/** A stage that was chosen in a list or among the facts, and that needs more: asks for it. */
export function recover(refused: Refused): void {
  void changeStage(refused, currentWords().undo.saved)
}
