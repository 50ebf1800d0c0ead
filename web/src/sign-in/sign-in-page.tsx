import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { FormError } from '../design/form-error.tsx'
import { AnchorLink } from '../design/links.tsx'
import { api, type DemoAccount } from '../kernel/api.ts'
import { useWords } from '../kernel/language.ts'
import { setupQuery } from '../kernel/queries.ts'
import { DemoAccounts } from './demo-accounts.tsx'
import { Entrance } from './entrance.tsx'
import { canUsePasskeys, showPasskey, wasDeclined } from './passkey.ts'
import { SecondFactorStep } from './second-factor-step.tsx'
import { Arrival } from './single-sign-on/arrival.tsx'
import { SignInChoices } from './single-sign-on/sign-in-choices.tsx'
import { useEntering } from './use-entering.ts'
import { useEntry } from './use-entry.ts'
import { useSignInWords } from './words.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const words = useWords()
  const own = useSignInWords()
  const { next, refused, ended } = route.useSearch()
  const enter = useEntry()
  const { half, take, again } = useEntering(next)
  const setup = useQuery(setupQuery)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const passwordInput = useRef<HTMLInputElement>(null)
  const signIn = useMutation({ mutationFn: api.signIn, onSuccess: take })
  const byPasskey = useMutation({
    mutationFn: async () => api.signInByPasskey(await showPasskey()),
    onSuccess: (session) => enter(session, next),
  })
  const pending = signIn.isPending || byPasskey.isPending

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    signIn.mutate({ email, password })
  }
  const choose = ({ email: address, password: known }: DemoAccount): void => {
    setEmail(address)
    setPassword(known ?? '')
    if (known) signIn.mutate({ email: address, password: known })
    else passwordInput.current?.focus()
  }

  if (half) return <SecondFactorStep half={half} next={next} onAgain={again} />
  return (
    <Entrance title={words.session.signInTitle} lead={words.session.signInLead}>
      <Arrival refused={refused} ended={ended} />
      <form onSubmit={submit} noValidate>
        <Stack>
          <FormError error={signIn.error ?? (wasDeclined(byPasskey.error) ? null : byPasskey.error)} />
          <TextInput
            label={words.session.email}
            type="email"
            name="email"
            autoComplete="username"
            size="md"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={words.session.password}
            name="password"
            autoComplete="current-password"
            size="md"
            ref={passwordInput}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
            {words.session.signIn}
          </Button>
          {canUsePasskeys && (
            <Button
              variant="default"
              size="md"
              leftSection={<IconFingerprint size={20} stroke={1.6} aria-hidden />}
              loading={byPasskey.isPending}
              onClick={() => byPasskey.mutate()}
            >
              {own.withPasskey}
            </Button>
          )}
          <AnchorLink to="/forgotten-password" size="sm" style={{ alignSelf: 'flex-start' }}>
            {own.forgot}
          </AnchorLink>
        </Stack>
      </form>
      <SignInChoices next={next} email={email} />
      <DemoAccounts onChoose={choose} disabled={pending} />
      {setup.data?.signUpOpen && (
        <Text size="sm">
          {words.session.noAccount}{' '}
          <AnchorLink to="/welcome" size="sm">
            {words.session.signUp}
          </AnchorLink>
        </Text>
      )}
    </Entrance>
  )
}
