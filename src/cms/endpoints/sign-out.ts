/** POST /api/users/logout — Payload's own, in the account's turn: it writes the whole row, and has no hook after that. */
import { type Endpoint, logoutOperation } from 'payload'
import { generateExpiredPayloadCookie } from 'payload/shared'
import { inTurn } from '../saving.ts'

export const signOut: Omit<Endpoint, 'root'> = {
  path: '/logout',
  method: 'post',
  handler: async (req) => {
    const { users: collection } = req.payload.collections
    const end = () =>
      logoutOperation({ allSessions: req.searchParams.get('allSessions') === 'true', collection, req })
    // Payload says itself that nobody is signed in.
    await (req.user ? inTurn(String(req.user.id), req, end) : end())
    const cookie = generateExpiredPayloadCookie({
      collectionAuthConfig: collection.config.auth,
      cookiePrefix: req.payload.config.cookiePrefix,
    })
    return Response.json(
      { message: req.t('authentication:logoutSuccessful') },
      { headers: { 'Set-Cookie': cookie } },
    )
  },
}
