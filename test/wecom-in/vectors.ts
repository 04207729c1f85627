/** The vectors of protocol §1.5 (official) and §1.6 (computed there for these tests). */
export const AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
export const OFFICIAL = { token: "QDG6eK", aesKey: AES_KEY, receiveId: "wx5823bf96d3bd56c7" };
export const OWN_TOKEN = "TESTTOKEN";
export const OWN_RANDOM = Buffer.from("0123456789abcdef");

export interface Vector {
  readonly token: string;
  readonly receiveId: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
  readonly encrypt: string;
  readonly message: string;
}

const own = { token: OWN_TOKEN };

export const VECTORS = {
  V1: {
    ...OFFICIAL,
    timestamp: "1409659589",
    nonce: "263014780",
    signature: "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
    encrypt: "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
    message: "1616140317555161061",
  },
  V2: {
    ...OFFICIAL,
    timestamp: "1409659813",
    nonce: "1372623149",
    signature: "477715d11cdb4164915debcba66cb864d751f3e6",
    encrypt:
      "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==",
    message:
      "<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>\n<FromUserName><![CDATA[mycreate]]></FromUserName>\n<CreateTime>1409659813</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[hello]]></Content>\n<MsgId>4561255354251345929</MsgId>\n<AgentID>218</AgentID>\n</xml>",
  },
  V3: {
    ...own,
    receiveId: "",
    timestamp: "1760000000",
    nonce: "nonce-01",
    signature: "1e7c061bcfb41623069f69e5e0dc6a38e5a49458",
    encrypt:
      "sKqRbbiSUnDhFHOvPjtUMYHXwNd+5wuKBcok8K67LHaCgitFCMQuq0klZCTIZYYaLvnB1ChRjy2LdJRNx77FobeXzkAL9wV2E6P1GfGi3xnSJtjUk70/OTpIDwwcqFNQ3y52cBQ6SosDF3cAnVTmTtLeWCnXhn99mbtAyVB2Vv6P8a28ifSYcCe89tj18Ro5k9ye+baVHo2JPuyrTfEgvDNmX69szjOXCNGAgtr7gkdsVGAulkwzxXTHjpavdaB+N4uhGyWYR4LJ9hehrl7qR13j/f9mjWw7voRjxsb6W0I=",
    message:
      '{"msgid":"M-0001","aibotid":"AIB-1","chattype":"group","chatid":"wrTESTGROUP01","from":{"userid":"zhangwei"},"msgtype":"text","text":{"content":"@小管家 3栋2单元电梯又停了"}}',
  },
  V4: {
    ...own,
    receiveId: "",
    timestamp: "1760000001",
    nonce: "nonce-02",
    signature: "da59163fc99804f90227f8af922ccec3d92af2d5",
    encrypt: "sKqRbbiSUnDhFHOvPjtUMdGVVLMrmR7T7VL0zeGhsaiLBSXw0iRWKvPkmUZxA52N9Te2NpGpe1MfompVTfZRqg==",
    message: "8123456789012345678",
  },
  V5: {
    ...own,
    receiveId: "ww0123456789abcdef",
    timestamp: "1760000002",
    nonce: "nonce-03",
    signature: "8f103252520518cf6f8b652afeebd3c14e711f3b",
    encrypt:
      "sKqRbbiSUnDhFHOvPjtUMc5nJxPdnQvaVfj2VLY1pFh6+dxm02rgo1xxb1W+4xRd1sohKqShj3PSJsBktzE1BRoviTDChRB+mlMMj6WlBr6tZQsU5fnHE9J0dXaEPcnK+jQHaT16iZxDr+++bGSibieN37elRAlG8KMN3F1AZirOI++YmyjewI/ybz4biJfMnNj/OZEi8KLDqreZtnD56gQ48KuycsYYcvBkqm2dx3shdtxiFZJDItKA32Ye+0EeAe+iXHTbcAEUeYtMISxykwIlx43L79sMqDwmadVmL7MbNpeAJsoISklYHhA2ePSZynejLQeNSsitlVGUv32lcEfJnn9N+pS1w/aUlYwZujv72OSlGv3CT/o5P1XHSHTqO2HjwJldGPb7XRd442vZHR7RUNs8HqPAfelcS8Aog7Y=",
    message:
      "<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><CreateTime>1760000002</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[KFTOKEN-1]]></Token><OpenKfId><![CDATA[wkTEST0001]]></OpenKfId></xml>",
  },
  V6: {
    ...own,
    receiveId: "",
    timestamp: "1760000003",
    nonce: "nonce-04",
    signature: "acdb8e981a0fb813e1862770e78d8e1ad040fa94",
    encrypt: "sKqRbbiSUnDhFHOvPjtUMUfqZ8gy0HoJdHhWsbA2EEFHqj1mfMBvIlGtXOBIa4rja4UFmdhXIsymo71Xiz3GgA==",
    message: "abcdefghijkl",
  },
  /** Rightly signed, but meant for another corp. */
  V7: {
    ...own,
    receiveId: "wwOTHERCORP",
    timestamp: "1760000004",
    nonce: "nonce-05",
    signature: "60eea74c03182d1845b95cdf1b27cb49bd4a8c7d",
    encrypt: "sKqRbbiSUnDhFHOvPjtUMTPTmNtN3HdhYYuq+xfO4yH5S2b5iCakjntv2//dwt/tGNoeoMWcDMU9wVWvECfUfg==",
    message: "<xml><a>1</a></xml>",
  },
} satisfies Record<string, Vector>;

/** 公众号 plain mode: the signature has no ciphertext in it. */
export const V8 = {
  token: "AAAAA",
  timestamp: "1714036504",
  nonce: "1514711492",
  signature: "f464b24fc39322e44b38aa78f5edd27bd1441696",
};

export const V9 = { plain: "hello media", encrypted: "TlCmYzyny9efLkKwSpOBf55YE/4ANr6wrng5NjCAnoQ=" };
