import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
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
import { useEntry } from './use-entry.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const words = useWords()
  const { next } = route.useSearch()
  const enter = useEntry()
  const setup = useQuery(setupQuery)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const passwordInput = useRef<HTMLInputElement>(null)
  const signIn = useMutation({ mutationFn: api.signIn, onSuccess: (session) => enter(session, next) })

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

  return (
    <Entrance title={words.session.signInTitle} lead={words.session.signInLead}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <FormError error={signIn.error} />
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
        </Stack>
      </form>
      <DemoAccounts onChoose={choose} disabled={signIn.isPending} />
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
