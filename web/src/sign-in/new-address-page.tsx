import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Session } from '@tendero/model/api'
import { Callout } from '../design/callout.tsx'
import { FormError } from '../design/form-error.tsx'
import { ButtonLink } from '../design/links.tsx'
import { Failed, WholePageLoading } from '../design/page-states.tsx'
import { api } from '../kernel/api.ts'
import { problemCode } from '../kernel/problems.ts'
import { queryClient, sessionQuery } from '../kernel/queries.ts'
import { Entrance } from './entrance.tsx'
import { useEntry } from './use-entry.ts'
import { useSignInWords } from './words.ts'

const route = getRouteApi('/new-address/$token')

/** Where the link of a mail to a new address leads. Programs that look into mails follow links too: a person confirms. */
export function NewAddressPage() {
  const session = useQuery(sessionQuery)
  if (session.data) return <NewAddress {...session.data} />
  if (!session.error) return <WholePageLoading />
  return (
    <main>
      <Failed error={session.error} onRetry={() => void session.refetch()} />
    </main>
  )
}

function NewAddress({ workspace }: Pick<Session, 'workspace'>) {
  const words = useSignInWords().newAddress
  const { token } = route.useParams()
  const enter = useEntry()
  const confirm = useMutation({ mutationFn: () => api.confirmAddress(token) })
  const goOn = async (): Promise<void> => enter(await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }))
  if (problemCode(confirm.error) === 'address_change_invalid')
    return (
      <Entrance title={words.gone} lead={words.goneLead}>
        <ButtonLink to="/w/$slug/settings/$section" params={{ slug: workspace.slug, section: 'security' }} size="md">
          {words.settings}
        </ButtonLink>
      </Entrance>
    )
  return (
    <Entrance title={words.title} lead={words.lead(workspace.name)}>
      <FormError error={confirm.error} />
      {confirm.isSuccess ? (
        <>
          <Callout tone="good" alert>
            {words.done(confirm.data.email)}
          </Callout>
          <Button size="md" onClick={() => void goOn()}>
            {words.next}
          </Button>
        </>
      ) : (
        <Button size="md" loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {words.confirm}
        </Button>
      )}
    </Entrance>
  )
}
