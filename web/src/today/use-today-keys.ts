import { useNavigate } from '@tanstack/react-router'
import { useKeys } from '../design/keyboard.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { outcomesOf } from '../next-step/completion-form.tsx'
import { isStepKind } from '../next-step/step-kinds.ts'
import { useMayAct } from './may-act.ts'
import { outcomeKeys } from './outcome-keys.ts'
import type { Worklist } from './use-worklist.ts'

/** J and K walk, 1 to 4 begin an outcome (or the one thing a deal lacks), E opens the record. */
export function useTodayKeys(list: Worklist): void {
  const navigate = useNavigate()
  const catalogue = useCatalogue()
  const { workspace } = useSession()
  const mayAct = useMayAct()
  const item = list.activeItem

  const begin = (key: keyof typeof outcomeKeys): void => {
    if (!item || !mayAct(item)) return
    if (!isStepKind(item.object)) {
      list.enter(item, 'plan')
      return
    }
    const possible = outcomesOf(item.object)
    const outcome = possible.find((one) => one === outcomeKeys[key]) ?? (key === '1' ? possible[0] : undefined)
    if (outcome) list.enter(item, outcome)
  }
  const open = (): void => {
    const collection = catalogue.object(item?.object)?.collection
    if (item && collection)
      void navigate({ to: '/w/$slug/$collection/$id', params: { slug: workspace.slug, collection, id: item.id } })
  }

  useKeys({
    j: () => list.move(1),
    k: () => list.move(-1),
    '1': () => begin('1'),
    '2': () => begin('2'),
    '3': () => begin('3'),
    '4': () => begin('4'),
    e: open,
    Escape: () => {
      if (item) list.enter(item, null)
    },
  })
}
