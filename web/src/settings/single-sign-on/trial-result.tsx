import { Code, Stack, Text } from '@mantine/core'
import type { SingleSignOnTest } from '@tendero/model/api'
import { Callout } from '../../design/callout.tsx'
import { useFormat } from '../../kernel/format.ts'
import { refusalWords } from '../../sign-in/single-sign-on/arrival.tsx'
import { useSingleSignOnWords } from '../../sign-in/single-sign-on/words.ts'
import { useRoleOptions, useTeamOptions } from '../people/options.ts'
import { useSettingsWords } from '../words.ts'

/** What the last sign-in that was tried out brought, and what would have come of it. */
export function TrialResult({ trial }: { readonly trial: SingleSignOnTest }) {
  const own = useSettingsWords().singleSignOn
  const refusals = useSingleSignOnWords()
  const format = useFormat()
  const roles = useRoleOptions()
  const teams = useTeamOptions()
  const nameIn = (options: typeof roles, id: string) => options.find(({ value }) => value === id)?.label ?? id
  const role = trial.role && own.wouldHaveRole(nameIn(roles, trial.role))
  const joined = trial.teams.length > 0 && own.wouldBeIn(trial.teams.map((id) => nameIn(teams, id)).join(', '))
  return (
    <Callout tone={trial.refusal ? 'bad' : 'good'} title={trial.refusal ? own.trialRefused : own.trialGood}>
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {own.triedAt(format.instant(trial.at))}
        </Text>
        <Text size="sm">
          {trial.refusal ? refusalWords(trial.refusal, refusals) : [role, joined].filter(Boolean).join(' ')}
        </Text>
        {Object.keys(trial.claims).length > 0 && (
          <div>
            <Text size="xs" c="dimmed">
              {own.claims}
            </Text>
            <Code
              block
              // Keyboards scroll what they can reach.
              tabIndex={0}
              role="region"
              aria-label={own.claims}
              mah={220}
              style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
            >
              {JSON.stringify(trial.claims, null, 2)}
            </Code>
          </div>
        )}
      </Stack>
    </Callout>
  )
}
