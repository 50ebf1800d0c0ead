import { Group, PasswordInput, type PasswordInputProps, Progress, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { PasswordAssessment } from '@tendero/model/api'
import { api } from '../kernel/api.ts'
import { useWords } from '../kernel/language.ts'
import { useSignInWords } from './words.ts'

const pause = 300

interface NewPasswordInputProps extends Pick<PasswordInputProps, 'label' | 'size' | 'error'> {
  readonly value: string
  readonly onChange: (password: string) => void
  /** Name, address and company of the person: what an attacker would try first. */
  readonly about: readonly string[]
}

/** A new password, with what is thought of it while it is typed. */
export function NewPasswordInput({ value, onChange, about, ...input }: NewPasswordInputProps) {
  const words = useWords()
  return (
    <Stack gap={6}>
      <PasswordInput
        {...input}
        description={words.session.passwordHint}
        autoComplete="new-password"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {value !== '' && <Strength password={value} about={about} />}
    </Stack>
  )
}

const colours = ['red', 'red', 'orange', 'teal', 'teal'] as const

function Strength({ password, about }: { readonly password: string; readonly about: readonly string[] }) {
  const words = useSignInWords()
  const [typed] = useDebouncedValue(password, pause)
  const asked = about.filter((one) => one.trim() !== '')
  const { data } = useQuery({
    // The password itself is no name for what is kept of it: it is gone with the field.
    queryKey: ['password-assessment', typed, ...asked],
    queryFn: () => api.assessPassword(typed, asked),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  })
  if (!data) return null
  return (
    <Stack gap={4}>
      <Progress.Root size={6}>
        <Progress.Section
          value={((data.score + 1) / colours.length) * 100}
          color={colours[data.score] ?? 'teal'}
          aria-label={words.strength}
        />
      </Progress.Root>
      <Group gap="xs" justify="space-between" aria-live="polite">
        <Text size="xs" fw={500}>
          {words.strengths[data.score]}
        </Text>
        <Reason assessment={data} />
      </Group>
    </Stack>
  )
}

function Reason({ assessment: { reason, good } }: { readonly assessment: PasswordAssessment }) {
  const words = useWords()
  if (good || !reason) return null
  return (
    <Text size="xs" c="dimmed">
      {words.errors.fields[`easy_to_guess_${reason}`]}
    </Text>
  )
}
