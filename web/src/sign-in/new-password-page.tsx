import { Button, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { FormError } from '../design/form-error.tsx'
import { ButtonLink } from '../design/links.tsx'
import { Failed, WholePageLoading } from '../design/page-states.tsx'
import { api } from '../kernel/api.ts'
import { useWords } from '../kernel/language.ts'
import { fieldErrors, problemCode } from '../kernel/problems.ts'
import { BackToSignIn } from './back-to-sign-in.tsx'
import { Entrance } from './entrance.tsx'
import { NewPasswordInput } from './new-password-input.tsx'
import { SecondFactorStep } from './second-factor-step.tsx'
import { useEntering } from './use-entering.ts'
import { useSignInWords } from './words.ts'

const route = getRouteApi('/new-password/$token')

/** Where the link of a mail leads. */
export function NewPasswordPage() {
  const words = useSignInWords().newPassword
  const { token } = route.useParams()
  const { data, error, refetch } = useQuery({
    queryKey: ['password-reset', token],
    queryFn: () => api.passwordReset(token),
    retry: false,
  })
  if (data) return <NewPassword email={data.email} token={token} />
  if (!error) return <WholePageLoading />
  if (problemCode(error) === 'reset_invalid')
    return (
      <Entrance title={words.gone} lead={words.goneLead}>
        <ButtonLink to="/forgotten-password" size="md">
          {words.again}
        </ButtonLink>
        <BackToSignIn />
      </Entrance>
    )
  return (
    <main>
      <Failed error={error} onRetry={() => void refetch()} />
    </main>
  )
}

function NewPassword({ email, token }: { readonly email: string; readonly token: string }) {
  const words = useSignInWords().newPassword
  const shared = useWords()
  const [password, setPassword] = useState('')
  const { half, take, again } = useEntering()
  const set = useMutation({ mutationFn: () => api.setNewPassword(token, password), onSuccess: take })
  const errors = fieldErrors(set.error, shared)
  if (half) return <SecondFactorStep half={half} onAgain={again} />
  return (
    <Entrance title={words.title} lead={words.lead(email)}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          set.mutate()
        }}
      >
        <Stack>
          {!errors.password && <FormError error={set.error} />}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <NewPasswordInput
            label={words.label}
            size="md"
            about={[email]}
            value={password}
            error={errors.password}
            onChange={setPassword}
          />
          <Button type="submit" size="md" loading={set.isPending} disabled={password === ''}>
            {words.save}
          </Button>
        </Stack>
      </form>
    </Entrance>
  )
}
