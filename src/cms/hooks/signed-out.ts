/** Whose session has ended lacks no right: whoever has typed something is told how to keep and save it. */
import type { AfterErrorHook } from 'payload'

const whatToDo = (method: string | undefined): string =>
  method === 'GET'
    ? '登录已过期，请在新标签页登录后再试。'
    : '登录已过期，请在新标签页登录后再保存（已输入的内容保留在本页）。'

/** A unit hands in without an account, and is told what its link is not for. */
export const saySignedOut: AfterErrorHook = ({ error, req }) => {
  const { status } = error as { readonly status?: number }
  if (status !== 403 || req.user || req.headers?.get('authorization')?.startsWith('Unit ')) return
  return { response: { errors: [{ message: whatToDo(req.method) }] }, status }
}
