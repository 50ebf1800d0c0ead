import { useMutation } from '@tanstack/react-query'
import { type ChangeEvent, type FormEvent, useState } from 'react'

/**
 * A form of one e-mail address, to which something is asked for; it is empty again once it was.
 * `form` and `input` are the properties of both, `isAddress` whether it can be sent.
 */
export function useAskedAddress<T>(send: (email: string) => Promise<T>) {
  const [email, setEmail] = useState('')
  const ask = useMutation({ mutationFn: send, onSuccess: () => setEmail('') })
  return {
    ask,
    isAddress: email.includes('@'),
    form: {
      noValidate: true,
      onSubmit(event: FormEvent): void {
        event.preventDefault()
        ask.mutate(email.trim())
      },
    },
    input: {
      type: 'email',
      value: email,
      onChange: (event: ChangeEvent<HTMLInputElement>): void => setEmail(event.currentTarget.value),
    },
  }
}
