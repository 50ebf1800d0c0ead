import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FormError } from '../../design/form-error.tsx'
import { notice } from '../../design/notices.tsx'
import { api } from '../../kernel/api.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { useSettingsWords } from '../words.ts'

const nothing = { currentPassword: '', password: '' }

export function PasswordForm({ email }: { readonly email: string }) {
  const words = useWords()
  const own = useSettingsWords().profile
  const [typed, setTyped] = useState(nothing)
  const change = useMutation({
    mutationFn: () => api.changeMe(typed),
    onSuccess: () => {
      setTyped(nothing)
      notice(own.passwordChanged)
    },
  })
  const errors = fieldErrors(change.error, words)
  const told = errors.currentPassword ?? errors.password
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <Stack>
        {!told && <FormError error={change.error} />}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label={own.currentPassword}
          autoComplete="current-password"
          value={typed.currentPassword}
          error={errors.currentPassword && own.wrongPassword}
          onChange={(event) => setTyped({ ...typed, currentPassword: event.currentTarget.value })}
        />
        <PasswordInput
          label={own.newPassword}
          description={words.session.passwordHint}
          autoComplete="new-password"
          value={typed.password}
          error={errors.password}
          onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })}
        />
        <Group>
          <Button
            type="submit"
            variant="default"
            disabled={typed.currentPassword === '' || typed.password === ''}
            loading={change.isPending}
          >
            {own.changePassword}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
