import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Callout } from '../design/callout.tsx'
import { FormError } from '../design/form-error.tsx'
import { api } from '../kernel/api.ts'
import { problemCode } from '../kernel/problems.ts'
import { BackToSignIn } from './back-to-sign-in.tsx'
import { Entrance } from './entrance.tsx'
import { useSignInWords } from './words.ts'

/** Where somebody of several companies types the code of each: together they do what a link does. */
export function ResetCodesPage() {
  const words = useSignInWords().codes
  const navigate = useNavigate()
  const [codes, setCodes] = useState<readonly string[]>(['', ''])
  const given = codes.map((code) => code.trim()).filter((code) => code !== '')
  const join = useMutation({
    mutationFn: async (token: string) => {
      await api.passwordReset(token)
      return token
    },
    onSuccess: (token) => navigate({ to: '/new-password/$token', params: { token } }),
  })
  return (
    <Entrance title={words.title} lead={words.lead}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          join.mutate(given.join('.'))
        }}
      >
        <Stack>
          <Refusal error={join.error} />
          {codes.map((code, at) => (
            <TextInput
              // biome-ignore lint/suspicious/noArrayIndexKey: a place among the codes is all that it has
              key={at}
              label={words.nth(at + 1)}
              placeholder={words.example}
              autoComplete="one-time-code"
              autoFocus={at === 0}
              size="md"
              maxLength={40}
              value={code}
              onChange={({ currentTarget: { value } }) => setCodes(codes.with(at, value))}
            />
          ))}
          <Group>
            <Button type="submit" size="md" loading={join.isPending} disabled={given.length < 2}>
              {words.go}
            </Button>
            <Button variant="subtle" size="md" disabled={codes.length >= 50} onClick={() => setCodes([...codes, ''])}>
              {words.another}
            </Button>
          </Group>
        </Stack>
      </form>
      <BackToSignIn />
    </Entrance>
  )
}

function Refusal({ error }: { readonly error: unknown }) {
  const words = useSignInWords().codes
  if (problemCode(error) !== 'reset_invalid') return <FormError error={error} />
  return (
    <Callout tone="bad" alert>
      {words.wrong}
    </Callout>
  )
}
