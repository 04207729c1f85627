import { accept, type Endpoints, getEndpoint, refuse } from "./endpoint.js";
import type { Platform } from "./platform.js";

/** Address book (protocol §10) and source addresses (§13). */
export function contactEndpoints(platform: Platform): Endpoints {
  return {
    getcallbackip: getEndpoint(() => accept({ ip_list: ["127.0.0.1", "101.226.103.*", "101.226.62.0/24"] }), {
      empties: { ip_list: [] },
    }),
    get_api_domain_ip: getEndpoint(() => accept({ ip_list: ["127.0.0.1"] }), { empties: { ip_list: [] } }),
    "user/get": getEndpoint((query) => {
      const member = platform.findMember(query.get("userid") ?? "");
      if (!member) return refuse(60111, "userid not found");
      const departments = member.departments ?? [1];
      return accept({
        userid: member.userid,
        name: member.name,
        department: departments,
        position: member.position ?? "",
        is_leader_in_dept: departments.map(() => 0),
        direct_leader: [],
        main_department: departments[0],
        status: 1,
        alias: "",
      });
    }),
  };
}
