import { describe, expect, test } from 'vitest'
import { environmentProxy } from '../../../src/main/host/environment-proxy'
import { addressesIn } from '../../../src/main/network/hosts-file'
import { readSystemProxy } from '../../../src/main/network/system-proxy'
import { schemesOf } from '../../../src/main/network/tunnel'

describe('the proxy of the environment', () => {
  const proxy = 'http://proxy.example:3128'
  const url = 'https://idp.example.com/metadata'
  test.each<[string, Record<string, string>, string | null, string | null]>([
    [url, {}, null, null],
    [url, { HTTPS_PROXY: proxy }, proxy, 'HTTPS_PROXY'],
    [url, { https_proxy: proxy, HTTPS_PROXY: 'http://other' }, proxy, 'https_proxy'],
    [url, { HTTP_PROXY: proxy }, null, null],
    ['http://idp.example.com/', { HTTP_PROXY: proxy }, proxy, 'HTTP_PROXY'],
    [url, { ALL_PROXY: proxy }, proxy, 'ALL_PROXY'],
    [url, { HTTPS_PROXY: 'proxy.example:3128' }, proxy, 'HTTPS_PROXY'],
    [url, { HTTPS_PROXY: '' }, null, null],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: '*' }, null, 'NO_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: 'example.com' }, null, 'NO_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: '.example.com' }, null, 'NO_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: '*.example.com' }, null, 'NO_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: 'ample.com' }, proxy, 'HTTPS_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: 'a.org, IDP.EXAMPLE.COM' }, null, 'NO_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: 'idp.example.com:443' }, null, 'NO_PROXY'],
    [url, { HTTPS_PROXY: proxy, NO_PROXY: 'idp.example.com:8443' }, proxy, 'HTTPS_PROXY'],
    ['https://10.1.2.3/', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8' }, null, 'NO_PROXY'],
    ['https://11.1.2.3/', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/8' }, proxy, 'HTTPS_PROXY'],
    ['https://10.1.2.3/', { HTTPS_PROXY: proxy, NO_PROXY: '10.1.2.3' }, null, 'NO_PROXY'],
    ['https://[fd00::1]/', { HTTPS_PROXY: proxy, NO_PROXY: 'fd00::/8' }, null, 'NO_PROXY'],
    ['https://[::1]/', { HTTPS_PROXY: proxy, NO_PROXY: '::1' }, null, 'NO_PROXY'],
    ['https://10.1.2.3/', { HTTPS_PROXY: proxy, NO_PROXY: '10.0.0.0/99' }, proxy, 'HTTPS_PROXY'],
    ['nonsense', { HTTPS_PROXY: proxy }, null, null],
  ])('for %s in %j is %s', (address, env, wanted, variable) => {
    expect(environmentProxy(address, env)).toEqual({ proxy: wanted, variable })
  })
})

test.each([
  ['127.0.0.1 localhost\n10.1.1.1\tidp.corp IDP # ours', 'idp', ['10.1.1.1']],
  ['10.1.1.1 idp\r\nfd00::1 idp\n', 'idp', ['10.1.1.1', 'fd00::1']],
  ['# 10.1.1.1 idp', 'idp', []],
  ['nonsense idp\n\n999.1.1.1 idp', 'idp', []],
  ['', 'idp', []],
])('the hosts file %j gives %s the addresses %j', (text, name, addresses) => {
  expect(addressesIn(text, name)).toEqual(addresses)
})

test.each([
  [
    ['Proxy-Authenticate', 'Negotiate', 'Proxy-Authenticate', 'NTLM'],
    ['Negotiate', 'NTLM'],
  ],
  [['proxy-authenticate', 'Basic realm="a, b Digest c"'], ['Basic']],
  [
    ['Proxy-Authenticate', 'Negotiate, Basic realm="x", Digest realm="y", nonce="z"'],
    ['Negotiate', 'Basic', 'Digest'],
  ],
  [['Proxy-Authenticate', 'Bearer'], ['Bearer']],
  [['Proxy-Authenticate', ''], []],
  [['Proxy-Authenticate', '= = ,, "'], []],
  [['WWW-Authenticate', 'Basic'], []],
])('of %j the schemes are %j', (headers, schemes) => expect(schemesOf(headers)).toEqual(schemes))

test.each([
  ['DIRECT', null, /name none$/],
  ['', null, /name none$/],
  ['PROXY proxy.example:3128', 'http://proxy.example:3128', /settings of the system$/],
  ['PROXY a:3128; PROXY b:3128; DIRECT', 'http://a:3128', /should that fail: PROXY b:3128, DIRECT/],
  ['HTTPS secure.example:443', 'https://secure.example:443', /system$/],
  ['SOCKS5 socks.example:1080', 'socks5://socks.example:1080', /system$/],
  ['proxy [fd00::1]:3128', 'http://[fd00::1]:3128', /system$/],
  ['DIRECT; PROXY a:1', null, /should that fail: PROXY a:1/],
  ['nonsense', null, /name none/],
])('the answer %j of the system is the proxy %s', (answer, proxy, chosenBy) => {
  const choice = readSystemProxy(answer)
  expect(choice.proxy).toBe(proxy)
  expect(choice.chosenBy).toMatch(chosenBy)
})
