import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { FormError } from '../design/form-error.tsx'
import { Failed, WholePageLoading } from '../design/page-states.tsx'
import { api, type Invitation } from '../kernel/api.ts'
import { useWords } from '../kernel/language.ts'
import { fieldErrors, problemCode } from '../kernel/problems.ts'
import { BackToSignIn } from './back-to-sign-in.tsx'
import { Entrance } from './entrance.tsx'
import { NewPasswordInput } from './new-password-input.tsx'
import { SecondFactorStep } from './second-factor-step.tsx'
import { useEntering } from './use-entering.ts'

const route = getRouteApi('/invitation/$token')

export function InvitationPage() {
  const words = useWords()
  const { token } = route.useParams()
  const { data, error, refetch } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.invitation(token),
    retry: false,
  })
  if (data) return <Acceptance invitation={data} token={token} />
  if (!error) return <WholePageLoading />
  if (['invitation_invalid', 'not_found'].includes(problemCode(error) ?? ''))
    return (
      <Entrance title={words.invitation.gone} lead={words.invitation.goneLead}>
        <BackToSignIn />
      </Entrance>
    )
  return (
    <main>
      <Failed error={error} onRetry={() => void refetch()} />
    </main>
  )
}

function Acceptance({ invitation, token }: { readonly invitation: Invitation; readonly token: string }) {
  const words = useWords()
  const { half, take, again } = useEntering()
  const [name, setName] = useState(invitation.name)
  const [password, setPassword] = useState('')
  const accept = useMutation({
    mutationFn: () => api.acceptInvitation(token, { name, password }),
    onSuccess: take,
  })
  const errors = fieldErrors(accept.error, words)
  if (half) return <SecondFactorStep half={half} onAgain={again} />
  return (
    <Entrance title={words.invitation.title(invitation.workspaceName)} lead={words.invitation.lead}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          accept.mutate()
        }}
      >
        <Stack>
          <FormError error={accept.error} />
          <TextInput label={words.session.email} size="md" value={invitation.email} readOnly autoComplete="username" />
          <TextInput
            label={words.session.name}
            size="md"
            autoComplete="name"
            value={name}
            error={errors.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NewPasswordInput
            label={words.session.password}
            size="md"
            about={[name, invitation.email, invitation.workspaceName]}
            value={password}
            error={errors.password}
            onChange={setPassword}
          />
          <Button type="submit" size="md" loading={accept.isPending}>
            {words.invitation.accept}
          </Button>
        </Stack>
      </form>
    </Entrance>
  )
}
