import * as official from "@wecom/crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  decryptFile,
  EnvelopeRefused,
  encryptFile,
  type Sealed,
  seal,
  unseal,
} from "../../src/simulator/wecom/crypto.js";

const AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
const CORP = "wx5823bf96d3bd56c7";
const OFFICIAL = { token: "QDG6eK", aesKey: AES_KEY };
const OWN = { token: "TESTTOKEN", aesKey: AES_KEY };
const FIXED_RANDOM = Buffer.from("0123456789abcdef");

interface Vector extends Sealed {
  readonly name: string;
  readonly keys: typeof OWN;
  readonly timestamp: string;
  readonly nonce: string;
  readonly receiveId: string;
  readonly plain: string;
  readonly random: Buffer;
}

const VECTORS: readonly Vector[] = [
  {
    name: "V1 URL verification",
    keys: OFFICIAL,
    timestamp: "1409659589",
    nonce: "263014780",
    receiveId: CORP,
    plain: "1616140317555161061",
    random: Buffer.from("c41b64491c2468d0"),
    signature: "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
    encrypt: "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==",
  },
  {
    name: "V2 message",
    keys: OFFICIAL,
    timestamp: "1409659813",
    nonce: "1372623149",
    receiveId: CORP,
    plain: `<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>
<FromUserName><![CDATA[mycreate]]></FromUserName>
<CreateTime>1409659813</CreateTime>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[hello]]></Content>
<MsgId>4561255354251345929</MsgId>
<AgentID>218</AgentID>
</xml>`,
    random: Buffer.from("0960688932c47ef1"),
    signature: "477715d11cdb4164915debcba66cb864d751f3e6",
    encrypt:
      "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==",
  },
  {
    name: "V3 bot message",
    keys: OWN,
    timestamp: "1760000000",
    nonce: "nonce-01",
    receiveId: "",
    plain:
      '{"msgid":"M-0001","aibotid":"AIB-1","chattype":"group","chatid":"wrTESTGROUP01","from":{"userid":"zhangwei"},"msgtype":"text","text":{"content":"@小管家 3栋2单元电梯又停了"}}',
    random: FIXED_RANDOM,
    signature: "1e7c061bcfb41623069f69e5e0dc6a38e5a49458",
    encrypt:
      "sKqRbbiSUnDhFHOvPjtUMYHXwNd+5wuKBcok8K67LHaCgitFCMQuq0klZCTIZYYaLvnB1ChRjy2LdJRNx77FobeXzkAL9wV2E6P1GfGi3xnSJtjUk70/OTpIDwwcqFNQ3y52cBQ6SosDF3cAnVTmTtLeWCnXhn99mbtAyVB2Vv6P8a28ifSYcCe89tj18Ro5k9ye+baVHo2JPuyrTfEgvDNmX69szjOXCNGAgtr7gkdsVGAulkwzxXTHjpavdaB+N4uhGyWYR4LJ9hehrl7qR13j/f9mjWw7voRjxsb6W0I=",
  },
  {
    name: "V4 bot echostr",
    keys: OWN,
    timestamp: "1760000001",
    nonce: "nonce-02",
    receiveId: "",
    plain: "8123456789012345678",
    random: FIXED_RANDOM,
    signature: "da59163fc99804f90227f8af922ccec3d92af2d5",
    encrypt: "sKqRbbiSUnDhFHOvPjtUMdGVVLMrmR7T7VL0zeGhsaiLBSXw0iRWKvPkmUZxA52N9Te2NpGpe1MfompVTfZRqg==",
  },
  {
    name: "V5 微信客服 doorbell",
    keys: OWN,
    timestamp: "1760000002",
    nonce: "nonce-03",
    receiveId: "ww0123456789abcdef",
    plain:
      "<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><CreateTime>1760000002</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[KFTOKEN-1]]></Token><OpenKfId><![CDATA[wkTEST0001]]></OpenKfId></xml>",
    random: FIXED_RANDOM,
    signature: "8f103252520518cf6f8b652afeebd3c14e711f3b",
    encrypt:
      "sKqRbbiSUnDhFHOvPjtUMc5nJxPdnQvaVfj2VLY1pFh6+dxm02rgo1xxb1W+4xRd1sohKqShj3PSJsBktzE1BRoviTDChRB+mlMMj6WlBr6tZQsU5fnHE9J0dXaEPcnK+jQHaT16iZxDr+++bGSibieN37elRAlG8KMN3F1AZirOI++YmyjewI/ybz4biJfMnNj/OZEi8KLDqreZtnD56gQ48KuycsYYcvBkqm2dx3shdtxiFZJDItKA32Ye+0EeAe+iXHTbcAEUeYtMISxykwIlx43L79sMqDwmadVmL7MbNpeAJsoISklYHhA2ePSZynejLQeNSsitlVGUv32lcEfJnn9N+pS1w/aUlYwZujv72OSlGv3CT/o5P1XHSHTqO2HjwJldGPb7XRd442vZHR7RUNs8HqPAfelcS8Aog7Y=",
  },
  {
    name: "V6 padding of a full block",
    keys: OWN,
    timestamp: "1760000003",
    nonce: "nonce-04",
    receiveId: "",
    plain: "abcdefghijkl",
    random: FIXED_RANDOM,
    signature: "acdb8e981a0fb813e1862770e78d8e1ad040fa94",
    encrypt: "sKqRbbiSUnDhFHOvPjtUMUfqZ8gy0HoJdHhWsbA2EEFHqj1mfMBvIlGtXOBIa4rja4UFmdhXIsymo71Xiz3GgA==",
  },
  {
    name: "V7 foreign corp",
    keys: OWN,
    timestamp: "1760000004",
    nonce: "nonce-05",
    receiveId: "wwOTHERCORP",
    plain: "<xml><a>1</a></xml>",
    random: FIXED_RANDOM,
    signature: "60eea74c03182d1845b95cdf1b27cb49bd4a8c7d",
    encrypt: "sKqRbbiSUnDhFHOvPjtUMTPTmNtN3HdhYYuq+xfO4yH5S2b5iCakjntv2//dwt/tGNoeoMWcDMU9wVWvECfUfg==",
  },
];

test.each(VECTORS)("$name is opened to its known plaintext", (vector) => {
  expect(unseal(vector.keys, vector, vector)).toBe(vector.plain);
});

test.each(VECTORS)("$name is sealed to its known bytes and signature", (vector) => {
  expect(seal(vector.keys, vector.plain, vector)).toEqual({
    encrypt: vector.encrypt,
    signature: vector.signature,
  });
});

test("V7 is refused by a corp it is not for", () => {
  const vector = VECTORS.at(-1);
  if (!vector) throw new Error("no vectors");
  const ours = { ...vector, receiveId: CORP };
  expect(() => unseal(vector.keys, vector, ours)).toThrow(new EnvelopeRefused("receiveid"));
});

test("V9 a file is encrypted without head and length", () => {
  const sealed = encryptFile(AES_KEY, Buffer.from("hello media"));
  expect(sealed.toString("base64")).toBe("TlCmYzyny9efLkKwSpOBf55YE/4ANr6wrng5NjCAnoQ=");
  expect(decryptFile(AES_KEY, sealed).toString()).toBe("hello media");
});

const CONTEXT = { receiveId: CORP, timestamp: "1", nonce: "n" };

test("a message changed by one character is refused", () => {
  const sealed = seal(OWN, "三号楼电梯又停了", CONTEXT);
  const encrypt = `A${sealed.encrypt.slice(1)}`;
  expect(() => unseal(OWN, { ...sealed, encrypt }, CONTEXT)).toThrow(new EnvelopeRefused("signature"));
});

test("a key of another length is refused", () => {
  expect(() => seal({ token: "t", aesKey: AES_KEY.slice(1) }, "x", CONTEXT)).toThrow(EnvelopeRefused);
});

test("the official package opens whatever is sealed here, and the other way round", () => {
  const texts = fc.string({ unit: "binary", maxLength: 300 });
  fc.assert(
    fc.property(texts, fc.constantFrom("", CORP), (plain, receiveId) => {
      const context = { receiveId, timestamp: "1760000000", nonce: "n-1" };
      const ours = seal(OWN, plain, context);
      expect(official.getSignature(OWN.token, context.timestamp, context.nonce, ours.encrypt)).toBe(
        ours.signature,
      );
      expect(official.decrypt(AES_KEY, ours.encrypt)).toMatchObject({ message: plain, id: receiveId });
      const theirs = official.encrypt(AES_KEY, plain, receiveId);
      const signature = official.getSignature(OWN.token, context.timestamp, context.nonce, theirs);
      expect(unseal(OWN, { encrypt: theirs, signature }, context)).toBe(plain);
    }),
    { numRuns: 100 },
  );
});
