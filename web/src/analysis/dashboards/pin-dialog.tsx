import { Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { FormButtons } from '../../design/form-buttons.tsx'
import { notice } from '../../design/notices.tsx'
import { useWords } from '../../kernel/language.ts'
import { useSession } from '../../kernel/session.ts'
import type { SavedReport } from '../report-data.ts'
import { useAnalysisWords } from '../words.ts'
import { useDashboards, useSaveDashboard } from './dashboard-data.ts'
import { firstTile } from './layout.ts'

interface PinDialogProps {
  readonly report: SavedReport
  readonly onClose: () => void
}

/** Puts a report on one of one's own dashboards, or on a new one. */
export function PinDialog({ report, onClose }: PinDialogProps) {
  const words = useAnalysisWords()
  const { verbs } = useWords()
  const { user } = useSession()
  const { dashboards = [] } = useDashboards()
  const own = dashboards.filter(({ owner }) => owner === user.id)
  const [chosen, setChosen] = useState<string>()
  const [name, setName] = useState('')
  const save = useSaveDashboard()
  const dashboard = own.find(({ id }) => id === (chosen ?? own[0]?.id))
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const tile = firstTile(report.id, report.definition?.kind, crypto.randomUUID())
    const pinning = dashboard ?? { name: name.trim(), sharedWith: 'nobody', tiles: [] }
    await save.mutateAsync({ ...pinning, tiles: [...pinning.tiles, tile] })
    notice(words.pinned(report.name, pinning.name))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={words.pin} closeButtonProps={{ 'aria-label': verbs.close }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {own.length > 0 && (
            <NativeSelect
              label={words.pinTo}
              value={dashboard?.id ?? ''}
              data={[...own.map(({ id, name }) => ({ value: id, label: name })), { value: '', label: words.pinNew }]}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
          )}
          {!dashboard && (
            <TextInput
              label={words.name}
              maxLength={100}
              value={name}
              data-autofocus
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <FormButtons disabled={!dashboard && name.trim() === ''} loading={save.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
