import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { setupQuery } from '../kernel/queries.ts'

/** The people of the demo company, to sign in as one of them; its progress while it is being loaded. */
export function DemoAccounts({ onChoose }: { readonly onChoose: (email: string) => void }) {
  const words = useWords()
  const format = useFormat()
  const { data } = useQuery({
    ...setupQuery,
    refetchInterval: ({ state }) => (state.data?.demo && state.data.demo.progress < 1 ? 1000 : false),
  })
  const demo = data?.demo
  if (!demo) return null
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Text fw={600} size="sm">
          {words.session.demo}
        </Text>
        {demo.progress < 1 && (
          <>
            <Text size="sm" c="dimmed" aria-live="polite">
              {words.session.demoLoading(format.percent(Math.floor(demo.progress * 100)))}
            </Text>
            <Progress value={demo.progress * 100} aria-label={words.session.demo} />
          </>
        )}
        {demo.accounts.length > 0 && (
          <>
            <Text size="sm" c="dimmed">
              {words.session.demoLead}
            </Text>
            <Group gap="xs">
              {demo.accounts.map(({ role, email }) => (
                <Button key={email} variant="default" size="xs" title={email} onClick={() => onChoose(email)}>
                  {role}
                </Button>
              ))}
            </Group>
          </>
        )}
      </Stack>
    </Paper>
  )
}
