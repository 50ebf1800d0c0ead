import { List, Text, ThemeIcon } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { DiscoveryStep } from '@tendero/model/api'
import { FormError } from '../../design/form-error.tsx'
import { useSettingsWords } from '../words.ts'

interface DiscoveryResultProps {
  readonly steps: readonly DiscoveryStep[] | undefined
  readonly error: unknown
}

/** What came of trying the address of a provider, step by step. */
export function DiscoveryResult({ steps, error }: DiscoveryResultProps) {
  const own = useSettingsWords().singleSignOn
  return (
    <div role="status">
      <FormError error={error} />
      {steps && (
        <List spacing={6} size="sm" center>
          {steps.map(({ step, problem }) => (
            <List.Item
              key={step}
              icon={
                <ThemeIcon size={20} radius="xl" variant="light" color={problem ? 'red' : 'green'}>
                  {problem ? <IconX size={13} aria-hidden /> : <IconCheck size={13} aria-hidden />}
                </ThemeIcon>
              }
            >
              {own.steps[step]}
              {problem && (
                <Text size="sm" c="var(--tendero-danger)">
                  {own.stepProblems[problem]}
                </Text>
              )}
            </List.Item>
          ))}
        </List>
      )}
    </div>
  )
}
