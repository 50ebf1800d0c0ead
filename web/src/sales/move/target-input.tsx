import { Radio, Stack, TextInput } from '@mantine/core'
import type { ContactMove } from '@tendero/model/api'
import { kindOf } from '../../fields/index.ts'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import { useSalesWords } from '../words.ts'

/** Where somebody goes, as far as it is said. */
export interface Target {
  readonly kind: 'other' | 'made' | 'none'
  readonly id: string | null
  readonly name: string
}

/** As the API takes it; undefined while it is not said. */
export function targetOf({ kind, id, name }: Target): ContactMove['account'] | undefined {
  if (kind === 'none') return null
  if (kind === 'other') return id ?? undefined
  return name.trim() ? { name: name.trim() } : undefined
}

interface TargetInputProps {
  readonly value: Target
  readonly onChange: (target: Target) => void
}

/** A company that is here, one that is made, or none. */
export function TargetInput({ value, onChange }: TargetInputProps) {
  const words = useSalesWords().move
  const account = useObject('account')
  const kinds = (['other', 'made', 'none'] as const).filter((kind) => kind !== 'made' || account?.can.create !== 'none')
  return (
    <Stack gap="xs">
      <Radio.Group
        label={words.whereTo}
        value={value.kind}
        onChange={(chosen) => onChange({ ...value, kind: kinds.find((kind) => kind === chosen) ?? 'other' })}
      >
        <Stack gap={6} mt={4}>
          {kinds.map((kind) => (
            <Radio key={kind} value={kind} label={words[kind]} />
          ))}
        </Stack>
      </Radio.Group>
      {value.kind === 'other' && <KnownCompany value={value} onChange={onChange} />}
      {value.kind === 'made' && (
        <TextInput
          label={words.company}
          required
          autoFocus
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
        />
      )}
    </Stack>
  )
}

function KnownCompany({ value, onChange }: TargetInputProps) {
  const words = useSalesWords().move
  const contact = useObject('contact')
  const field = contact && fieldOf(contact, 'account')
  if (!field) return null
  const { Input } = kindOf(field)
  return (
    <Input
      field={field}
      label={words.company}
      required
      value={value.id}
      title={value.name}
      onChange={(id, name) => onChange({ ...value, id: typeof id === 'string' ? id : null, name: name ?? '' })}
    />
  )
}
