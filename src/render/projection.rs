//! From longitude and latitude to flat coordinates.

/// Coefficients of the Equal Earth projection: Šavrič, Patterson & Jenny (2018), "The Equal Earth map projection",
/// International Journal of Geographical Information Science 33(3), equations 1 and 2.
const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

/// Half of the Equal Earth map's width on a unit sphere: the equator's end.
pub const EQUAL_EARTH_HALF_WIDTH: f64 = 2.706_629_6;

/// Equal Earth, in units of the sphere's radius; x grows east, y grows north.
#[must_use]
pub fn equal_earth(longitude: f64, latitude: f64) -> (f64, f64) {
    let m = 3.0_f64.sqrt() / 2.0;
    let theta = (m * latitude.to_radians().sin()).asin();
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    let slope = A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2);
    let x = longitude.to_radians() * theta.cos() / (m * slope);
    let y = theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
    (x, y)
}

/// Equirectangular with its true scale at one latitude, in degrees of that latitude: right for maps of one country.
#[derive(Debug, Clone, Copy)]
pub struct Local {
    cosine: f64,
}

impl Local {
    /// True to scale at this latitude.
    #[must_use]
    pub fn at(latitude: f64) -> Self {
        // Close to a pole the map would shrink to a line.
        Self {
            cosine: latitude.to_radians().cos().max(0.1),
        }
    }

    /// x grows east, y grows north.
    #[must_use]
    pub fn project(self, longitude: f64, latitude: f64) -> (f64, f64) {
        (longitude * self.cosine, latitude)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_earth_matches_published_extents() {
        let (x, y) = equal_earth(180.0, 0.0);
        assert!((x - EQUAL_EARTH_HALF_WIDTH).abs() < 1e-6 && y.abs() < 1e-12);
        let (x, y) = equal_earth(0.0, 90.0);
        assert!(x.abs() < 1e-12 && (y - 1.317_362_7).abs() < 1e-6);
    }

    #[test]
    fn equal_earth_keeps_areas() {
        let cell = |latitude: f64| {
            let (x0, y0) = equal_earth(0.0, latitude);
            let (x1, y1) = equal_earth(0.01, latitude + 0.01);
            let shrink = latitude.to_radians().cos();
            (x1 - x0) * (y1 - y0) / shrink
        };
        assert!((cell(60.0) / cell(0.0) - 1.0).abs() < 0.01);
    }
}
