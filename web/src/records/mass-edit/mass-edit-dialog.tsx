import { Modal, Radio, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { MassEditTarget, MetadataObject } from '@tendero/model/api'
import { type FormEvent, useState } from 'react'
import { FormButtons } from '../../design/form-buttons.tsx'
import { failed } from '../../design/notices.tsx'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { type ChangeDraft, changesOf, noChange } from './change-draft.ts'
import { ChangeLines } from './change-lines.tsx'
import { beginMassEdit } from './mass-edit-data.ts'
import { MassEditSteps } from './mass-edit-steps.tsx'
import { useMassEditWords } from './words.ts'

interface MassEditProps {
  readonly object: MetadataObject
  readonly ids: readonly string[]
  /** How the list is shown that they were chosen from. */
  readonly search: ViewSearch
  readonly opened: boolean
  readonly onClose: () => void
}

/** Changes fields of many records: what it would do is shown before anything is written. */
export function MassEdit(props: MassEditProps) {
  const words = useMassEditWords()
  const common = useWords()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={words.title}
      closeButtonProps={{ 'aria-label': common.verbs.close }}
    >
      {props.opened && <Editing {...props} />}
    </Modal>
  )
}

function Editing({ object, ids, search, onClose }: MassEditProps) {
  const words = useMassEditWords()
  const common = useWords()
  const [everything, setEverything] = useState(false)
  const [drafts, setDrafts] = useState<readonly ChangeDraft[]>([noChange])
  const [run, setRun] = useState<string>()
  const changes = changesOf(object, drafts)
  const target: MassEditTarget = everything ? { filter: search.filter, search: search.q } : { ids }
  const begin = useMutation({
    mutationFn: beginMassEdit,
    onSuccess: ({ id }) => setRun(id),
    onError: (error) => {
      if (Object.keys(fieldErrors(error, common)).length === 0) failed(error)
    },
  })
  if (run) return <MassEditSteps object={object} id={run} onBack={() => setRun(undefined)} onClose={onClose} />
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (changes) begin.mutate({ object: object.name, target, changes })
  }
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Radio.Group
          label={words.which}
          value={everything ? 'found' : 'selected'}
          onChange={(which) => setEverything(which === 'found')}
        >
          <Stack gap={6} mt={6}>
            <Radio value="selected" label={words.selected(ids.length)} />
            <Radio value="found" label={words.found(object.label.many)} />
          </Stack>
        </Radio.Group>
        <ChangeLines object={object} drafts={drafts} errors={fieldErrors(begin.error, common)} onChange={setDrafts} />
        <FormButtons submit={words.check} disabled={!changes} loading={begin.isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}
