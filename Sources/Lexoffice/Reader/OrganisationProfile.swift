import Bookkeeping

/// Whose books these are (`GET /v1/profile`, lexoffice-api.md §3.8). The name and e-mail of the user in it are not read.
package struct OrganisationProfile: Sendable, Hashable {
    package var organizationID: String
    package var companyName: String
    /// What the webhook `token.revoked` names.
    package var connectionID: String?
    package var isSmallBusiness: Bool
    /// `net`, `gross` or `vatfree`; others may come.
    package var taxType: String?
    /// `BOOKKEEPING` must be among them.
    package var businessFeatures: [String]
    package var subscriptionStatus: String?
    package var createdAt: Instant?
}

extension LexofficeReader {
    /// Checks the credential and names the organisation; throws `wrongOrganisation` when the connection is bound to another.
    package func profile() async throws(LexofficeError) -> OrganisationProfile {
        let request = LexofficeRequest.get(.profile, "/v1/profile")
        let wire = try await get(WireProfile.self, request)
        try connection.checkOrganization(wire.organizationId, subject: request.subject)
        return OrganisationProfile(
            organizationID: wire.organizationId, companyName: wire.companyName ?? "", connectionID: wire.connectionId,
            isSmallBusiness: wire.smallBusiness, taxType: wire.taxType,
            businessFeatures: wire.businessFeatures ?? [], subscriptionStatus: wire.subscriptionStatus,
            createdAt: wire.created?.date.flatMap { Instant(iso: $0) })
    }
}

private struct WireProfile: Decodable {
    struct Created: Decodable { var date: String? }

    var organizationId: String
    var companyName: String?
    var connectionId: String?
    var smallBusiness: Bool
    var taxType: String?
    var businessFeatures: [String]?
    var subscriptionStatus: String?
    var created: Created?
}
