import { Modal, Stack, Text } from '@mantine/core'
import type { FormEvent } from 'react'
import { type Missing, missing } from '../design/asked.ts'
import { FormButtons } from '../design/form-buttons.tsx'
import { useEnteredValues } from '../fields/entered-values.ts'
import { FieldInputs } from '../fields/field-inputs.tsx'
import { kindOf } from '../fields/index.ts'
import { useWords } from '../kernel/language.ts'
import { fieldOf } from '../kernel/metadata.ts'
import { useUpdate } from './record-data.ts'
import { useRecordWords } from './words.ts'

/** Asks for the fields that a change makes required, and makes it with them. */
export function MissingDialog() {
  const words = useWords()
  const { missing: text } = useRecordWords()
  const asked = missing.use()
  return (
    <Modal
      opened={asked !== null}
      onClose={() => missing.set(null)}
      title={text.title}
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      {asked && <Asking key={asked.fields.join(' ')} asked={asked} />}
    </Modal>
  )
}

function Asking({ asked }: { readonly asked: Missing }) {
  const { missing: text } = useRecordWords()
  const update = useUpdate(asked.object)
  const entered = useEnteredValues(() => ({ values: {}, titles: asked.titles }))
  const fields = asked.fields.flatMap((name) => fieldOf(asked.object, name) ?? [])

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    missing.set(null)
    const patch = { ...asked.patch, ...entered.values }
    if (asked.send) asked.send(patch)
    else update.mutate({ record: asked.record, patch, titles: entered.titles })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text c="dimmed">{text.lead}</Text>
        <FieldInputs fields={fields} entered={entered} first={fields[0]} isRequired={() => true} explained />
        <FormButtons
          disabled={fields.some((field) => kindOf(field).isEmpty(entered.values[field.name]))}
          onCancel={() => missing.set(null)}
        />
      </Stack>
    </form>
  )
}
