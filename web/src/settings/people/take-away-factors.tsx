import { ConfirmDialog } from '../../design/confirm-dialog.tsx'
import { notice } from '../../design/notices.tsx'
import type { Kept } from '../data.ts'
import { useSettingsWords } from '../words.ts'
import { useTakeAwayFactors } from './invitations.ts'

/** Asks before somebody's second factors are taken away. */
export function TakeAwayFactors({ person, onClose }: { readonly person: Kept<'user'>; readonly onClose: () => void }) {
  const own = useSettingsWords().people
  const takeAway = useTakeAwayFactors()
  const go = (): void =>
    takeAway.mutate(person.id, {
      onSuccess: () => {
        onClose()
        notice(own.factorsTakenAway(person.name))
      },
    })
  return (
    <ConfirmDialog
      title={own.takeAwayFactorsTitle(person.name)}
      lead={own.takeAwayFactorsLead}
      verb={own.takeAwayFactors}
      loading={takeAway.isPending}
      error={takeAway.error}
      onConfirm={go}
      onClose={onClose}
    />
  )
}
