import { Avatar, Group, Progress, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Words } from '../i18n/en.ts'
import type { DemoAccount } from '../kernel/api.ts'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { setupQuery } from '../kernel/queries.ts'
import classes from './entrance.module.css'

interface DemoAccountsProps {
  readonly onChoose: (account: DemoAccount) => void
  readonly disabled: boolean
}

function roleWords(role: string, words: Words): string {
  const known: Readonly<Record<string, string>> = words.session.demoRoles
  return known[role] ?? role
}

/** The people of the demo company, to sign in as one of them; its progress while it is being loaded. */
export function DemoAccounts({ onChoose, disabled }: DemoAccountsProps) {
  const words = useWords()
  const format = useFormat()
  const { data } = useQuery({
    ...setupQuery,
    refetchInterval: ({ state }) => (state.data?.demo?.state === 'loading' ? 1000 : false),
  })
  const demo = data?.demo
  if (!demo) return null
  const told = demo.accounts.every(({ password }) => password !== undefined)
  return (
    <Stack gap="xs" component="section" aria-label={words.session.demo}>
      <Text fw={600} size="sm">
        {words.session.demo}
      </Text>
      {demo.state === 'failed' && (
        <Text size="sm" role="status">
          {words.session.demoFailed}
        </Text>
      )}
      {demo.state === 'loading' && (
        <>
          <Text size="sm" c="dimmed" aria-live="polite">
            {words.session.demoLoading(format.percent(Math.floor(demo.progress * 100)))}
          </Text>
          <Progress value={demo.progress * 100} aria-label={words.session.demo} />
        </>
      )}
      {demo.accounts.length > 0 && (
        <Text size="sm" c="dimmed">
          {words.session.demoLead} {!told && words.session.demoPasswords}
        </Text>
      )}
      {demo.accounts.map((account) => (
        <UnstyledButton
          key={account.email}
          className={classes.person}
          disabled={disabled}
          onClick={() => onChoose(account)}
        >
          <Avatar aria-hidden name={account.name ?? account.email} color="awning" size={36} />
          <Group gap={0} flex={1} miw={0}>
            <Text size="sm" fw={550} w="100%" truncate>
              {account.name ?? account.email}
            </Text>
            <Text size="xs" c="dimmed">
              {roleWords(account.role, words)}
            </Text>
          </Group>
          <IconArrowRight size={16} aria-hidden />
        </UnstyledButton>
      ))}
    </Stack>
  )
}
