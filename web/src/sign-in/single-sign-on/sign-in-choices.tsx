import { Button, Divider, Stack, Text } from '@mantine/core'
import { IconBuilding } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { SignInChoice } from '@tendero/model/api'
import { FormError } from '../../design/form-error.tsx'
import { apiUrl, transport } from '../../kernel/transport.ts'
import { useSingleSignOnWords } from './words.ts'

interface SignInChoicesProps {
  /** The page to go on with. */
  readonly next: string | undefined
  /** The address that is typed so far. */
  readonly email: string
}

function choicesFor(query: { readonly workspace?: string; readonly email?: string }) {
  return transport.request<{ readonly items: readonly SignInChoice[] }>('GET', '/single-sign-on', { query })
}

/** The slug of the company whose page was asked for. */
function companyOf(next: string | undefined): string | undefined {
  return /^\/w\/([^/?#]+)/.exec(next ?? '')?.[1]
}

/** Ways to come in with a company's account: those of the company whose page was asked for, else those of an address. */
export function SignInChoices({ next, email }: SignInChoicesProps) {
  const words = useSingleSignOnWords()
  const workspace = companyOf(next)
  const known = useQuery({
    queryKey: ['single-sign-on', workspace],
    queryFn: () => choicesFor({ workspace }),
    enabled: workspace !== undefined,
  })
  const find = useMutation({
    mutationFn: (typed: string) => choicesFor({ email: typed }),
    onSuccess: ({ items: [only, ...others] }, typed) => {
      if (only && others.length === 0) window.location.assign(startUrl(only, { next, email: typed }))
    },
  })
  const choices = known.data?.items.length ? known.data.items : (find.data?.items ?? [])
  const typed = email.trim()
  return (
    <Stack gap="sm">
      <Divider label={words.or} />
      {choices.map((choice) => (
        <Button
          key={choice.id}
          component="a"
          href={startUrl(choice, { next, email: typed })}
          variant="default"
          size="md"
          fullWidth
          leftSection={<IconBuilding size={18} stroke={1.6} aria-hidden />}
        >
          {words.with(workspace ? choice.name : words.withOf(choice.name, choice.workspaceName))}
        </Button>
      ))}
      {choices.length === 0 && (
        <Button
          variant="default"
          size="md"
          fullWidth
          leftSection={<IconBuilding size={18} stroke={1.6} aria-hidden />}
          loading={find.isPending}
          onClick={() => find.mutate(typed)}
        >
          {words.find}
        </Button>
      )}
      <FormError error={find.error} />
      {find.data?.items.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {find.variables === '' ? words.typeAddress : words.noneFound}
        </Text>
      )}
    </Stack>
  )
}

function startUrl({ id }: SignInChoice, { next, email }: { readonly next?: string; readonly email: string }): string {
  return apiUrl(`/single-sign-on/${id}/start`, { next, email: email || undefined })
}
