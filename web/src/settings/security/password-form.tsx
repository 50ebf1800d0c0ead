import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FormError } from '../../design/form-error.tsx'
import { notice } from '../../design/notices.tsx'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { NewPasswordInput } from '../../sign-in/new-password-input.tsx'
import { useSettingsWords } from '../words.ts'
import { refreshSecurity, security } from './security.ts'

const nothing = { currentPassword: '', password: '' }

interface PasswordFormProps {
  readonly email: string
  /** What an attacker would try first. */
  readonly about: readonly string[]
}

export function PasswordForm({ email, about }: PasswordFormProps) {
  const words = useWords()
  const own = useSettingsWords().profile
  const [typed, setTyped] = useState(nothing)
  const change = useMutation({
    mutationFn: () => security.changePassword(typed),
    onSuccess: () => {
      setTyped(nothing)
      notice(own.passwordChanged)
      void refreshSecurity()
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
        <NewPasswordInput
          label={own.newPassword}
          about={about}
          value={typed.password}
          error={errors.password}
          onChange={(password) => setTyped({ ...typed, password })}
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
