import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { Failed, PageLoading } from '../design/page-states.tsx'
import { api } from '../kernel/api.ts'
import { queryClient, sessionQuery } from '../kernel/queries.ts'
import { PasskeysPart } from '../settings/security/passkeys-part.tsx'
import { signInSettingsQuery } from '../settings/security/security.ts'
import { TwoFactorsPart } from '../settings/security/two-factors-part.tsx'
import { Entrance } from './entrance.tsx'
import { Reauthentication } from './reauthentication.tsx'
import { useEntry } from './use-entry.ts'
import { useSignInWords } from './words.ts'

const route = getRouteApi('/second-factor')

/** For who works where two factors are asked for and has one: nothing else is open before. */
export function SecondFactorRequiredPage() {
  const words = useSignInWords().required
  const { next } = route.useSearch()
  const router = useRouter()
  const enter = useEntry()
  const session = useQuery(sessionQuery)
  const settings = useQuery(signInSettingsQuery)
  if (settings.error) return <Failed error={settings.error} onRetry={() => void settings.refetch()} />
  if (!settings.data || !session.data) return <PageLoading />
  const ready = settings.data.totp || settings.data.passkeys.length > 0
  const goOn = async (): Promise<void> => enter(await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }), next)
  const signOut = async (): Promise<void> => {
    await api.signOut()
    queryClient.clear()
    await router.navigate({ to: '/sign-in', search: {} })
  }
  return (
    <Entrance title={words.title} lead={words.lead(session.data.workspace.name)} wide>
      <Stack gap="lg">
        <TwoFactorsPart settings={settings.data} />
        <PasskeysPart passkeys={settings.data.passkeys} />
        <Group>
          <Button size="md" disabled={!ready} onClick={() => void goOn()}>
            {words.next}
          </Button>
          <Button variant="subtle" onClick={() => void signOut()}>
            {words.signOut}
          </Button>
        </Group>
      </Stack>
      <Reauthentication />
    </Entrance>
  )
}
