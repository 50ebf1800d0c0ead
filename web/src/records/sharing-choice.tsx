import { Radio, Stack } from '@mantine/core'
import { useSession } from '../kernel/session.ts'
import { useRecordWords } from './words.ts'

const sharings = ['nobody', 'team', 'everybody'] as const

/** Who sees a view, a report or a dashboard besides its owner. */
export type SharedWith = (typeof sharings)[number]

/** Who sees a record that is shared, as its field says; nobody where it says nothing known. */
export function sharedWithOf(value: unknown): SharedWith {
  return sharings.find((one) => one === value) ?? 'nobody'
}

interface SharingChoiceProps {
  readonly value: SharedWith
  readonly onChange: (value: SharedWith) => void
}

/** Who sees it; who is in no team cannot share with one. */
export function SharingChoice({ value, onChange }: SharingChoiceProps) {
  const { views } = useRecordWords()
  const { team } = useSession().user
  const offered = sharings.filter((one) => one !== 'team' || team !== null)
  return (
    <Radio.Group label={views.sharedWith} value={value} onChange={(chosen) => onChange(sharedWithOf(chosen))}>
      <Stack gap={8} mt={6}>
        {offered.map((one) => (
          <Radio key={one} value={one} label={views.sharings[one]} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
